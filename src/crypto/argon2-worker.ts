import type { Argon2Plan } from './argon2.ts';
import { fillNextSegment, type SegmentCounters, tellStarted } from './argon2-segments.ts';
import { Engine } from './engine.ts';

/** What a worker is sent for a derivation. `thread` chooses its scratch in the shared memory. */
export interface SegmentJob {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly counters: SegmentCounters;
  readonly plan: Argon2Plan;
  readonly thread: number;
}

/** The worker's side of its port: the global scope, or Node's `parentPort`. */
export interface SegmentScope {
  addEventListener(type: 'message', listener: (event: { readonly data: SegmentJob }) => void): void;
}

/** Runs a worker of `argon2idThreads`: for every job it fills segments until none is left. */
export function serveSegments(scope: SegmentScope): void {
  scope.addEventListener('message', ({ data: { module, memory, counters, plan, thread } }) => {
    const { wasm } = new Engine(module, memory);
    tellStarted(counters);
    while (fillNextSegment(wasm, counters, plan, thread));
  });
}
