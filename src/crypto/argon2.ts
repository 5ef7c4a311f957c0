import { requireInteger } from './checks.ts';
import type { Argon2idOptions } from './core.ts';
import { BASE_PAGES, type Engine } from './engine.ts';
import { OutOfMemoryError } from './errors.ts';

const ARGON2ID = 2;
const VERSION = 0x13;
/** Slices of a pass (RFC 9106 §3.4). */
const SLICES = 4;
const BLOCKS_PER_PAGE = 64;
/** 2^16 pages in all, less those before the blocks. */
const MAX_KIB = (2 ** 16 - BASE_PAGES) * BLOCKS_PER_PAGE;
const NOTHING = new Uint8Array(0);

/** RFC 9106 §3.1, with the bounds of this core where they are narrower. Throws `RangeError`. */
function requireArgon2Options(options: Argon2idOptions): void {
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

/** What says how much memory and time a derivation takes. */
export type Argon2Size = Pick<Argon2idOptions, 'memoryKiB' | 'iterations' | 'parallelism'>;

/** How the blocks lie: `lanes` lanes of `q` blocks each, filled in `passes` passes. */
interface Argon2Plan {
  readonly lanes: number;
  readonly q: number;
  readonly passes: number;
}

/** RFC 9106 §3.2 step 3. */
function planArgon2({ memoryKiB, parallelism: lanes, iterations: passes }: Argon2Size): Argon2Plan {
  return { lanes, q: SLICES * Math.floor(memoryKiB / (SLICES * lanes)), passes };
}

/** Pages of 64 KiB for the blocks and all that comes before them. */
function pagesOf({ lanes, q }: Argon2Plan): number {
  return BASE_PAGES + Math.ceil((lanes * q) / BLOCKS_PER_PAGE);
}

/** How many a derivation takes. */
export const argon2Pages = (size: Argon2Size): number => pagesOf(planArgon2(size));

function allocate(create: (pages: number) => Engine, plan: Argon2Plan): Engine {
  try {
    return create(pagesOf(plan));
  } catch (cause) {
    throw new OutOfMemoryError(plan.lanes * plan.q, { cause });
  }
}

/**
 * RFC 9106 §3.2. `create` makes the instance for this one derivation, of so many pages; all of it is zeroed before it
 * is dropped.
 */
export function deriveArgon2id(create: (pages: number) => Engine, options: Argon2idOptions): Uint8Array {
  requireArgon2Options(options);
  const plan = planArgon2(options);
  const { lanes, q, passes } = plan;
  const engine = allocate(create, plan);
  try {
    hashInputs(engine, options);
    engine.wasm.argon2Start(lanes, q);
    for (let pass = 0; pass < passes; pass++) {
      for (let slice = 0; slice < SLICES; slice++) {
        for (let lane = 0; lane < lanes; lane++) engine.wasm.argon2Segment(pass, lane, slice, lanes, q, passes);
      }
    }
    engine.wasm.argon2Finish(lanes, q, options.length);
    return engine.take(0, options.length);
  } finally {
    engine.memory.fill(0);
  }
}
