import { requireAesKey, requireGcmLength, requireGcmNonce } from './checks.ts';
import type { GcmStream } from './core.ts';
import type { Engine } from './engine.ts';
import { AuthenticationError, StreamClosedError, TooManyStreamsError } from './errors.ts';
import { startGcm } from './gcm.ts';

const TAG_BYTES = 16;
const NOTHING = new Uint8Array(0);

/** A place in the core's memory for one open stream; empty again after `release`, by whomever it is called. */
class Slot {
  readonly index: number;
  readonly #free: (slot: Slot) => void;
  open = true;

  constructor(index: number, free: (slot: Slot) => void) {
    this.index = index;
    this.#free = free;
  }

  release(): void {
    if (!this.open) return;
    this.open = false;
    this.#free(this);
  }
}

/** The open GCM streams of one core. Their states stay in linear memory between calls; keys never come back out. */
export class GcmStreams {
  readonly #engine: Engine;
  readonly #slots = new Map<number, Slot>();
  /** Streams dropped without `finish` give their place back when they are collected. */
  readonly #dropped = new FinalizationRegistry<Slot>((slot) => slot.release());

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Throws `TooManyStreamsError` where all places are taken. */
  sealer(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array): GcmStream {
    const engine = this.#engine;
    return this.#stream(key, nonce, aad, engine.wasm.gcmEncrypt, () => {
      engine.wasm.gcmTag();
      return engine.takeDigest(TAG_BYTES);
    });
  }

  /** Throws `TooManyStreamsError` where all places are taken. */
  opener(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array): GcmStream {
    const engine = this.#engine;
    return this.#stream(key, nonce, aad, engine.wasm.gcmDecrypt, (tag) => {
      if (tag?.length !== TAG_BYTES) throw new AuthenticationError();
      engine.putTag(tag);
      if (engine.wasm.gcmVerify() !== 1) throw new AuthenticationError();
      return NOTHING;
    });
  }

  /** Closes every stream; the caller zeroes the memory. */
  closeAll(): void {
    for (const slot of this.#slots.values()) slot.release();
  }

  #take(): Slot {
    const limit = this.#engine.wasm.STREAM_COUNT.value;
    for (let index = 0; index < limit; index++) {
      if (this.#slots.has(index)) continue;
      const slot = new Slot(index, () => {
        this.#slots.delete(index);
        this.#engine.wasm.gcmForget(index);
      });
      this.#slots.set(index, slot);
      return slot;
    }
    throw new TooManyStreamsError(limit);
  }

  #stream(
    key: Uint8Array,
    nonce: Uint8Array,
    aad: Uint8Array,
    crypt: (length: number) => void,
    end: (tag?: Uint8Array) => Uint8Array,
  ): GcmStream {
    requireAesKey(key);
    requireGcmNonce(nonce);
    const slot = this.#take();
    const engine = this.#engine;
    try {
      startGcm(engine, key, nonce, aad);
      engine.wasm.gcmSuspend(slot.index);
    } finally {
      engine.finish();
    }
    const stream = openStream(engine, slot, crypt, end);
    this.#dropped.register(stream, slot);
    return stream;
  }
}

function openStream(
  engine: Engine,
  slot: Slot,
  crypt: (length: number) => void,
  end: (tag?: Uint8Array) => Uint8Array,
): GcmStream {
  let total = 0;
  const resumed = <T>(run: () => T): T => {
    if (!slot.open) throw new StreamClosedError();
    try {
      engine.wasm.gcmResume(slot.index);
      return run();
    } finally {
      engine.finish();
    }
  };
  return {
    update: (chunk) => {
      requireGcmLength(total + chunk.length);
      return resumed(() => {
        const out = new Uint8Array(chunk.length);
        let at = 0;
        engine.feed(chunk, (length) => {
          crypt(length);
          out.set(engine.io(length), at);
          at += length;
        });
        total += chunk.length;
        engine.wasm.gcmSuspend(slot.index);
        return out;
      });
    },
    finish: (tag) => {
      try {
        return resumed(() => end(tag));
      } finally {
        slot.release();
      }
    },
  };
}
