import { type Argon2Plan, SLICES } from './argon2.ts';
import type { WasmExports } from './engine.ts';
import { ThreadsStalledError } from './errors.ts';

/** Counters that the threads of one derivation share; they hold nothing secret. */
export type SegmentCounters = Int32Array<SharedArrayBuffer>;
/** Threads that are at work, besides the first. */
const STARTED = 0;
/** Segments that a thread has begun. */
const TAKEN = 1;
/** Segments that are filled. */
const FILLED = 2;

/** Ample for the largest segment. A thread that died in the middle of one never fills it. */
const PATIENCE_MS = 30_000;

export const makeSegmentCounters = (): SegmentCounters => new Int32Array(new SharedArrayBuffer(12));
export const segmentsOf = ({ lanes, passes }: Argon2Plan): number => lanes * passes * SLICES;
export const tellStarted = (counters: SegmentCounters): number => Atomics.add(counters, STARTED, 1);
export const startedThreads = (counters: SegmentCounters): number => Atomics.load(counters, STARTED);

/**
 * Blocks the thread until `count` segments are filled.
 * @throws ThreadsStalledError where nothing happens for long
 */
export function awaitFilled(counters: SegmentCounters, count: number): void {
  for (let filled = Atomics.load(counters, FILLED); filled < count; filled = Atomics.load(counters, FILLED)) {
    if (Atomics.wait(counters, FILLED, filled, PATIENCE_MS) === 'timed-out') throw new ThreadsStalledError();
  }
}

/** After this no thread takes another segment. */
export function stopSegments(counters: SegmentCounters, plan: Argon2Plan): void {
  Atomics.store(counters, TAKEN, segmentsOf(plan));
}

/**
 * Fills the next segment that no thread has taken, in the order of RFC 9106 §3.2 steps 5 and 6, with the scratch of
 * `thread`; false where none is left. All segments of the slice before must be filled; it waits for them as
 * `awaitFilled` does.
 */
export function fillNextSegment(
  { argon2Segment }: WasmExports,
  counters: SegmentCounters,
  plan: Argon2Plan,
  thread: number,
): boolean {
  const { lanes, q, passes } = plan;
  const taken = Atomics.add(counters, TAKEN, 1);
  if (taken >= segmentsOf(plan)) return false;
  const step = Math.floor(taken / lanes);
  awaitFilled(counters, step * lanes);
  argon2Segment(Math.floor(step / SLICES), taken % lanes, step % SLICES, lanes, q, passes, thread);
  Atomics.add(counters, FILLED, 1);
  Atomics.notify(counters, FILLED);
  return true;
}
