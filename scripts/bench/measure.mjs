// Timing: ours and the peers take turns in one process, so that whatever else the machine does meets all alike. Each round
// begins with another job (rounds.ts). Beside each sample a gauge loop, always the same work, says how fast the machine is;
// samples beside slow gauges are dropped, and more are taken instead, up to a limit.

import { inTurn, medianOf, undisturbed } from './rounds.ts';

/** Rounds that are to be kept, and rounds that are made at most. */
const ROUNDS = 7;
const MOST_ROUNDS = 21;
/** One sample repeats a short job until it takes about this long, so that the clock's grain does not show. */
const SAMPLE_MS = 25;
/** About two milliseconds: the clock of a page counts tenths of one. */
const GAUGE_STEPS = 2_000_000;

async function timed(job, repeats) {
  const start = performance.now();
  for (let i = 0; i < repeats; i++) await job();
  return (performance.now() - start) / repeats;
}

/** Where the gauge's result goes, lest an engine find that nobody wants it. */
let product = 1;

/** A chain of multiplications, each of which waits for the one before: it takes as many cycles whatever else there is. */
function gauge() {
  const start = performance.now();
  let x = product;
  for (let i = 0; i < GAUGE_STEPS; i++) x = Math.imul(x, 0x9e3779b1);
  product = x;
  return performance.now() - start;
}

/** Warms a job up, until the engine's optimising compiler had its chance, and finds how often one sample repeats it. */
async function calibrate(job) {
  const first = await timed(job, 1);
  if (first > 20 * SAMPLE_MS) return 1;
  let spent = first;
  let runs = 1;
  while (spent < 4 * SAMPLE_MS) {
    spent += runs * (await timed(job, runs));
    runs *= 2;
  }
  return Math.max(1, Math.ceil(SAMPLE_MS / (await timed(job, Math.max(1, runs >> 3)))));
}

async function sample({ job, repeats }) {
  const before = gauge();
  const ms = await timed(job, repeats);
  return { ms, gauge: Math.max(before, gauge()) };
}

/** Medians in milliseconds of every job in `jobs`, a map of functions that may give promises. */
export async function measure(jobs) {
  for (let i = 0; i < 10; i++) gauge();
  const entries = [];
  for (const [name, job] of Object.entries(jobs))
    entries.push({ name, job, repeats: await calibrate(job), samples: [] });
  let fastest = Number.POSITIVE_INFINITY;
  const enough = () => entries.every(({ samples }) => undisturbed(samples, fastest).length >= ROUNDS);
  for (let round = 0; round < MOST_ROUNDS && !enough(); round++) {
    for (const entry of inTurn(entries, round)) {
      const taken = await sample(entry);
      fastest = Math.min(fastest, taken.gauge);
      entry.samples.push(taken);
    }
  }
  return Object.fromEntries(entries.map(({ name, samples }) => [name, medianOf(samples, fastest)]));
}

/** What is timed for a row. */
export const jobsOf = ({ ours, bound, peers }) => ({ ours, ...(bound && { bound }), ...peers });

/** What is shown of it: a line for each peer. */
export const rowsOf = (name, { ours, bound, ...peers }) =>
  Object.entries(peers).map(([peer, ms]) => ({
    ...{ name, ours_ms: ours, peer, peer_ms: ms, ratio: ms / ours },
    ...(bound !== undefined && { bound_ms: bound }),
  }));
