import { requireInteger } from './checks.ts';
import type { Argon2idOptions } from './core.ts';
import { BASE_PAGES, type Engine } from './engine.ts';
import { OutOfMemoryError } from './errors.ts';

const ARGON2ID = 2;
const VERSION = 0x13;
const SLICES = 4;
const BLOCKS_PER_PAGE = 64;
/** 2^16 pages in all, less those before the blocks. */
const MAX_KIB = (2 ** 16 - BASE_PAGES) * BLOCKS_PER_PAGE;
const NOTHING = new Uint8Array(0);

/** RFC 9106 §3.1, with the bounds of this core where they are narrower. */
function requireOptions(options: Argon2idOptions): void {
  const { memoryKiB, iterations, parallelism, length, salt } = options;
  requireInteger('Argon2 parallelism', parallelism, 1, 2 ** 24 - 1);
  requireInteger('Argon2 memory in KiB', memoryKiB, 8 * parallelism, MAX_KIB);
  requireInteger('Argon2 iterations', iterations, 1, 2 ** 31 - 1);
  requireInteger('the length of Argon2 output', length, 4, 65536);
  requireInteger('the length of an Argon2 salt', salt.length, 8, 2 ** 32 - 1);
}

/** H_0 (RFC 9106 §3.2 step 1) into the engine's digest. */
function hashInputs(engine: Engine, options: Argon2idOptions): void {
  const { wasm } = engine;
  const { password, salt, memoryKiB, iterations, parallelism, length } = options;
  const word = new Uint8Array(4);
  const feedWord = (value: number) => {
    new DataView(word.buffer).setUint32(0, value, true);
    engine.feed(word, wasm.blake2bUpdate);
  };
  wasm.blake2bStart(64);
  for (const value of [parallelism, length, memoryKiB, iterations, VERSION, ARGON2ID]) feedWord(value);
  for (const bytes of [password, salt, options.secret ?? NOTHING, options.associatedData ?? NOTHING]) {
    feedWord(bytes.length);
    engine.feed(bytes, wasm.blake2bUpdate);
  }
  wasm.blake2bFinish();
}

function allocate(create: (pages: number) => Engine, blocks: number): Engine {
  try {
    return create(BASE_PAGES + Math.ceil(blocks / BLOCKS_PER_PAGE));
  } catch (cause) {
    throw new OutOfMemoryError(blocks, { cause });
  }
}

/**
 * RFC 9106 §3.2. `create` makes the instance for this one derivation, of so many pages; all of it is zeroed before it
 * is dropped.
 */
export function deriveArgon2id(create: (pages: number) => Engine, options: Argon2idOptions): Uint8Array {
  requireOptions(options);
  const { iterations, parallelism: lanes, length } = options;
  const q = SLICES * Math.floor(options.memoryKiB / (SLICES * lanes));
  const engine = allocate(create, q * lanes);
  const { wasm } = engine;
  try {
    hashInputs(engine, options);
    wasm.argon2Start(lanes, q);
    for (let pass = 0; pass < iterations; pass++) {
      for (let slice = 0; slice < SLICES; slice++) {
        for (let lane = 0; lane < lanes; lane++) wasm.argon2Segment(pass, lane, slice, lanes, q, iterations, 0);
      }
    }
    wasm.argon2Finish(lanes, q, length);
    return engine.take(0, length);
  } finally {
    engine.memory.fill(0);
  }
}
