// Whether two classes of timings have the same mean: Welch's t-test, the way dudect uses it (Reparaz, Balasch and
// Verbauwhede, "Dude, is my code constant time?", DATE 2017). Interruptions make the slowest samples slow in either class,
// so the test is repeated on what lies below several percentiles of all samples together, and the largest |t| counts.

/** Parts of all samples, the fastest, that are looked at. */
const CROPS = [1, 0.99, 0.95, 0.9, 0.75, 0.5];

interface Moments {
  readonly count: number;
  readonly mean: number;
  /** Of the sample: divided by count − 1. */
  readonly variance: number;
}

function moments(values: readonly number[]): Moments {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { count: values.length, mean, variance: squares / (values.length - 1) };
}

/** Welch's t of two samples: their means' difference in standard errors. Zero where neither varies nor differs. */
export function welch(a: readonly number[], b: readonly number[]): number {
  const [one, two] = [moments(a), moments(b)];
  const difference = one.mean - two.mean;
  return difference === 0 ? 0 : difference / Math.sqrt(one.variance / one.count + two.variance / two.count);
}

/** The t of largest absolute value among the crops, with its sign. */
export function largestT(a: readonly number[], b: readonly number[]): number {
  const sorted = Float64Array.from([...a, ...b]).sort();
  let largest = 0;
  for (const crop of CROPS) {
    const limit = sorted[Math.ceil(sorted.length * crop) - 1] ?? Number.POSITIVE_INFINITY;
    const below = (values: readonly number[]) => values.filter((value) => value <= limit);
    const [fastA, fastB] = [below(a), below(b)];
    // One class all but cropped away is the plainest difference there is.
    if (fastA.length < 2 || fastB.length < 2) return Number.POSITIVE_INFINITY;
    const t = welch(fastA, fastB);
    if (Math.abs(t) > Math.abs(largest)) largest = t;
  }
  return largest;
}

export interface Experiment {
  /** Sets the inputs up for class 0 or 1, not timed; both classes must do the same work here. */
  prepare(which: 0 | 1): void;
  /** What is timed. */
  run(): void;
}

/** Times `samples` runs, of a class drawn afresh for each, and gives the largest t between the classes. */
export function compareClasses({ prepare, run }: Experiment, samples: number): number {
  const classes = crypto.getRandomValues(new Uint8Array(Math.min(samples, 65_536)));
  const times: [number[], number[]] = [[], []];
  // The first tenth comes on top: the engine is still compiling.
  for (let i = -Math.floor(samples / 10); i < samples; i++) {
    if (i % classes.length === 0) crypto.getRandomValues(classes);
    const which = ((classes[Math.abs(i) % classes.length] ?? 0) & 1) as 0 | 1;
    prepare(which);
    const start = performance.now();
    run();
    const time = performance.now() - start;
    if (i >= 0) times[which].push(time);
  }
  return largestT(...times);
}
