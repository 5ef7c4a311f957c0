import { type Argon2Plan, argon2Pages, finishArgon2, planArgon2, requireArgon2Options, startArgon2 } from './argon2.ts';
import {
  awaitFilled,
  fillNextSegment,
  makeSegmentCounters,
  type SegmentCounters,
  segmentsOf,
  startedThreads,
  stopSegments,
} from './argon2-segments.ts';
import type { SegmentJob } from './argon2-worker.ts';
import type { Argon2idOptions, Core } from './core.ts';
import { Engine, makeSharedMemory, type WasmExports } from './engine.ts';

/** As much of a worker as is needed here; it runs `serveSegments`. */
export interface SegmentWorker {
  postMessage(job: SegmentJob): void;
  terminate(): unknown;
}

/** What lanes side by side need. */
export interface Argon2Threads {
  /** Compiled from `argon2-threads.wasm`. */
  readonly module: WebAssembly.Module;
  /**
   * One less than the machine has cores, for the calling thread works too. They are the caller's: a worker takes tens
   * of milliseconds to start, so start them while a passphrase is typed, and end them when the key is there. Where a
   * derivation fails they are ended, since they may be in the middle of it.
   */
  readonly workers: readonly SegmentWorker[];
}

/** What `argon2-threads.wasm` exports besides. Its own wiping, for `fill` goes over shared memory byte by byte. */
interface ThreadsExports extends WasmExports {
  readonly ARGON_THREADS: WebAssembly.Global<'i32'>;
  argon2Wipe(lanes: number, q: number): void;
}

/** Lets the event loop turn: a worker that this thread makes may need that to start. */
const turn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });

/** Whether memory can be shared and this thread may wait for others. A page's own thread may not. */
function canShare(): boolean {
  if (typeof SharedArrayBuffer === 'undefined') return false;
  try {
    return Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1, 0) === 'not-equal';
  } catch {
    return false;
  }
}

/** Fills segments in this thread, next to `workers` others that may still be starting. */
async function fillAll(engine: Engine, counters: SegmentCounters, plan: Argon2Plan, workers: number): Promise<void> {
  while (fillNextSegment(engine.wasm, counters, plan, 0)) if (startedThreads(counters) < workers) await turn();
  awaitFilled(counters, segmentsOf(plan));
}

async function derive(options: Argon2idOptions, plan: Argon2Plan, threads: Argon2Threads): Promise<Uint8Array> {
  const { module } = threads;
  const memory = makeSharedMemory(argon2Pages(plan));
  const engine = new Engine(module, memory);
  const wasm = engine.wasm as ThreadsExports;
  const workers = threads.workers.slice(0, Math.min(plan.lanes, wasm.ARGON_THREADS.value) - 1);
  const counters = makeSegmentCounters();
  try {
    startArgon2(engine, options, plan);
    for (const [i, worker] of workers.entries()) worker.postMessage({ module, memory, counters, plan, thread: i + 1 });
    await fillAll(engine, counters, plan, workers.length);
    return finishArgon2(engine, options, plan);
  } catch (error) {
    stopSegments(counters, plan);
    await Promise.all(workers.map((worker) => worker.terminate()));
    throw error;
  } finally {
    wasm.argon2Wipe(plan.lanes, plan.q);
  }
}

/**
 * What `core.argon2id` gives, with the lanes filled by several threads: by workers and by the calling one, which blocks
 * as it does there and must be allowed to (a worker, or Node). Shared memory is wiped before it is dropped.
 * Without shared memory, or where threads fail, the core fills the lanes one after the other: the result is the same.
 * @throws RangeError and OutOfMemoryError as `core.argon2id` does
 */
export async function argon2idThreads(
  core: Core,
  options: Argon2idOptions,
  threads: Argon2Threads,
): Promise<Uint8Array> {
  requireArgon2Options(options);
  const plan = planArgon2(options);
  if (plan.lanes < 2 || threads.workers.length === 0 || segmentsOf(plan) >= 2 ** 30) return core.argon2id(options);
  if (!canShare()) return core.argon2id(options);
  try {
    return await derive(options, plan, threads);
  } catch {
    return core.argon2id(options);
  }
}
