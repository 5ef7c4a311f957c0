import { type Argon2Size, argon2Pages, deriveArgon2id } from './argon2.ts';
import type { Argon2idOptions } from './core.ts';
import { Engine, makeMemory } from './engine.ts';

/** Bytes that a machine gives at a time, at least. */
const TOUCHED_AT_ONCE = 4096;

/** Argon2id whose memory can be got ahead: a fifth of the time goes into the machine's finding and clearing it. */
export interface WarmArgon2 {
  /** Gets memory for the next derivation. Nothing where there is some already, or none to be had. */
  readonly warm: (size: Argon2Size) => void;
  /** What `core.argon2id` gives, and throws. Memory that was got ahead is used where it fits, and given up in any case. */
  readonly derive: (options: Argon2idOptions) => Uint8Array;
}

const makeTouched = (pages: number): WebAssembly.Memory | undefined => {
  try {
    const memory = makeMemory(pages);
    const bytes = new Uint8Array(memory.buffer);
    for (let at = 0; at < bytes.length; at += TOUCHED_AT_ONCE) bytes[at] = 0;
    return memory;
  } catch {
    // The derivation itself says that there is too little.
    return undefined;
  }
};

export const makeWarmArgon2 = (module: WebAssembly.Module): WarmArgon2 => {
  let ready: { readonly pages: number; readonly memory: WebAssembly.Memory | undefined } | undefined;
  return {
    warm: (size) => {
      const pages = argon2Pages(size);
      if (ready?.pages !== pages) ready = { pages, memory: makeTouched(pages) };
    },
    derive: (options) => {
      const got = ready;
      ready = undefined;
      const memoryOf = (pages: number) => (got?.pages === pages ? got.memory : undefined) ?? makeMemory(pages);
      return deriveArgon2id((pages) => new Engine(module, memoryOf(pages)), options);
    },
  };
};
