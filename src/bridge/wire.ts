import { FieldsealError } from '../bytes/errors.ts';
import type { Reply, WireError } from './views.ts';

/** An error that came over the bridge, with the code and figures it left with. */
export class BridgeError extends FieldsealError {}

/** Errors without one of our codes become `internal`: their text could hold anything, so it does not travel. */
export const toWireError = (error: unknown): WireError =>
  error instanceof FieldsealError ? { code: error.code, details: error.details } : { code: 'internal', details: {} };

export const fromReply = <T>(reply: Reply<T>): T => {
  if (reply.ok) return reply.value;
  throw new BridgeError(reply.error.code, reply.error.details);
};

/** Runs a handler and turns what it gives or throws into a reply. */
export const toReply = async <T>(run: () => T | Promise<T>): Promise<Reply<T>> => {
  try {
    return { ok: true, value: await run() };
  } catch (error) {
    return { ok: false, error: toWireError(error) };
  }
};

/** 16 random bytes in hex: request, mount and nonce ids. */
export const makeId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
