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
  readonly makeWorker: () => SegmentWorker;
  /** Threads in all, the calling one among them; as many as the machine has cores. */
  readonly count: number;
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

const canShare = (plan: Argon2Plan): boolean =>
  typeof SharedArrayBuffer !== 'undefined' && plan.lanes > 1 && segmentsOf(plan) < 2 ** 30;

/** Fills segments in this thread, next to `workers` others that may still be starting. */
async function fillAll(engine: Engine, counters: SegmentCounters, plan: Argon2Plan, workers: number): Promise<void> {
  while (fillNextSegment(engine.wasm, counters, plan, 0)) if (startedThreads(counters) < workers) await turn();
  awaitFilled(counters, segmentsOf(plan));
}

async function derive(options: Argon2idOptions, plan: Argon2Plan, threads: Argon2Threads): Promise<Uint8Array> {
  const memory = makeSharedMemory(argon2Pages(plan));
  const engine = new Engine(threads.module, memory);
  const wasm = engine.wasm as ThreadsExports;
  const most = Math.min(threads.count, plan.lanes, wasm.ARGON_THREADS.value);
  const counters = makeSegmentCounters();
  const workers: SegmentWorker[] = [];
  try {
    startArgon2(engine, options, plan);
    for (let thread = 1; thread < most; thread++) {
      const worker = threads.makeWorker();
      workers.push(worker);
      worker.postMessage({ module: threads.module, memory, counters, plan, thread });
    }
    await fillAll(engine, counters, plan, workers.length);
    return finishArgon2(engine, options, plan);
  } finally {
    stopSegments(counters, plan);
    for (const worker of workers) worker.terminate();
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
  if (!canShare(plan) || threads.count < 2) return core.argon2id(options);
  try {
    return await derive(options, plan, threads);
  } catch {
    return core.argon2id(options);
  }
}
