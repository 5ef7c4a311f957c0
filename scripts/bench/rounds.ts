// Which job is timed when, and which samples count.

export interface Sample {
  readonly ms: number;
  /** How long the gauge loop took, the slower of those before and behind. */
  readonly gauge: number;
}

/** A gauge that took so much longer than the fastest was slowed. */
const SLOWED = 1.1;
/** With fewer samples a median says nothing. */
const FEWEST = 3;

/** The jobs of a round, each round beginning with another: the one behind may pay for pages that the one before gave back. */
export function inTurn<T>(jobs: readonly T[], round: number): T[] {
  const first = round % jobs.length;
  return [...jobs.slice(first), ...jobs.slice(0, first)];
}

/** The samples beside which the machine was not slowed, `fastest` being the fastest gauge of all. */
export const undisturbed = (samples: readonly Sample[], fastest: number): Sample[] =>
  samples.filter(({ gauge }) => gauge <= SLOWED * fastest);

/** The median of the undisturbed samples; of all, where hardly any is. */
export function medianOf(samples: readonly Sample[], fastest: number): number | undefined {
  const kept = undisturbed(samples, fastest);
  const counted = (kept.length < FEWEST ? samples : kept).map(({ ms }) => ms).sort((a, b) => a - b);
  return counted[counted.length >> 1];
}
