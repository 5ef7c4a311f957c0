import { wipe } from '../bytes/bytes.ts';
import { padmeLength } from '../bytes/padme.ts';
import { Reader } from '../bytes/reader.ts';
import { SealedTextError } from '../bytes/sealed-text-error.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import { Writer } from '../bytes/writer.ts';
import { EnvelopeError } from './errors.ts';

/** What a sealed message may hold. */
export const TYPE_TEXT = 1;
export const TYPE_FILE = 2;
/** Below this all messages have one length: a "yes" must not look different from a "never". */
const SHORTEST = 128;
/** Of the text, in bytes of UTF-8: with padding and slots it stays below the armor's limit. */
export const MAX_CONTENT = 9 * 2 ** 20;

/** What stands before every content. */
export interface Origins {
  /** Milliseconds since 1970 UTC. */
  readonly time: number;
  /** The site it was written for; may be empty. */
  readonly origin: string;
  /** The writer's fingerprint, 32 bytes. */
  readonly sender: Uint8Array;
}

export interface Content extends Origins {
  readonly text: string;
}

/** Padded plaintext, that the caller wipes. Wipes `content`. */
export function encodeTyped(type: number, { time, sender, origin }: Origins, content: Uint8Array): Uint8Array {
  const bytes = new Writer().u8(type).u64(time).bytes(sender).bytes16(encodeUtf8(origin)).bytes32(content).finish();
  const padded = new Uint8Array(Math.max(SHORTEST, padmeLength(bytes.length)));
  padded.set(bytes);
  wipe(content, bytes);
  return padded;
}

/** Padded plaintext, that the caller wipes. Throws `too-large` above `MAX_CONTENT`. */
export function encodePlaintext(content: Content): Uint8Array {
  const text = encodeUtf8(content.text);
  if (text.length > MAX_CONTENT) throw new SealedTextError('too-large', { limit: MAX_CONTENT });
  return encodeTyped(TYPE_TEXT, content, text);
}

/**
 * What `parse` makes of the content, a view on `padded`, and what stands before it. Throws `newer-version` on content of
 * another type, `body-tampered` where it does not follow the format.
 */
export function parseTyped<T>(padded: Uint8Array, type: number, parse: (content: Uint8Array) => T): Origins & T {
  try {
    const reader = new Reader(padded);
    if (reader.u8() !== type) throw new SealedTextError('newer-version');
    const time = reader.u64();
    const sender = reader.bytes(32).slice();
    const origin = decodeUtf8(reader.bytes16());
    const content = parse(reader.bytes32());
    if (reader.rest().some((byte) => byte !== 0)) throw new SealedTextError('damaged');
    return { ...content, time, origin, sender };
  } catch (cause) {
    if (cause instanceof SealedTextError && cause.code === 'damaged') {
      throw new EnvelopeError('body-tampered', {}, { cause });
    }
    throw cause;
  }
}

/** Throws `newer-version` on content of an unknown type, `body-tampered` where it does not follow the format. */
export const parsePlaintext = (padded: Uint8Array): Content =>
  parseTyped(padded, TYPE_TEXT, (content) => ({ text: decodeUtf8(content) }));
