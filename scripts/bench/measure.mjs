// Timing: ours and the peers take turns in one process, so that whatever else the machine does meets all alike.

const ROUNDS = 7;
/** One sample repeats a short job until it takes about this long, so that the clock's grain does not show. */
const SAMPLE_MS = 25;

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

async function timed(job, repeats) {
  const start = performance.now();
  for (let i = 0; i < repeats; i++) await job();
  return (performance.now() - start) / repeats;
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

/**
 * Medians in milliseconds of every job in `jobs`, a map of functions that may give promises. A job that measures
 * itself gives a number of milliseconds instead.
 */
export async function measure(jobs) {
  const entries = [];
  for (const [name, job] of Object.entries(jobs))
    entries.push({ name, job, repeats: await calibrate(job), samples: [] });
  for (let round = 0; round < ROUNDS; round++) {
    for (const entry of entries) entry.samples.push(await timed(entry.job, entry.repeats));
  }
  return Object.fromEntries(entries.map(({ name, samples }) => [name, median(samples)]));
}
