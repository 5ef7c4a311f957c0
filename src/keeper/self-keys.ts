import { wipe } from '../bytes/bytes.ts';
import type { Core } from '../crypto/core.ts';
import { deriveSelfHintKey } from '../envelope/hints.ts';
import { inspectMessage } from '../envelope/inspect.ts';

/** The keys of texts to myself: one for each vault key there was, and for each vault that came in. */
export interface SelfKeys {
  /** 32 bytes; texts are sealed under this one. */
  readonly current: Uint8Array;
  /** The one that this text names, else the current one. Throws `SealedTextError`. */
  readonly keyFor: (token: string) => Uint8Array;
  /** Throws `SealedTextError`. */
  readonly names: (token: string) => boolean;
  readonly wipe: () => void;
}

/** Takes over the keys, the current one first. */
export const makeSelfKeys = (core: Core, keys: readonly Uint8Array[]): SelfKeys => {
  const [current] = keys;
  if (!current) throw new RangeError('no key for texts to myself');
  const known = keys.map((key) => ({ key, hintKey: deriveSelfHintKey(core, key) }));
  const find = (token: string): Uint8Array | undefined =>
    known.find(({ hintKey }) => inspectMessage(core, token, { self: hintKey }).kind === 'self')?.key;
  return {
    current,
    keyFor: (token) => find(token) ?? current,
    names: (token) => find(token) !== undefined,
    wipe: () => {
      for (const { key, hintKey } of known) wipe(key, hintKey);
    },
  };
};
