const stepMs = 50;

/** Asks until there is an answer other than undefined and false, and gives it. Throws what is missing after `ms`. */
export const until = async <T>(
  what: string,
  ask: () => T | undefined | false | Promise<T | undefined | false>,
  ms = 20_000,
): Promise<T> => {
  const end = Date.now() + ms;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`not in ${ms / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, stepMs));
  }
};

/** The same, but undefined if it does not come. */
export const within = <T>(ms: number, ask: () => T | undefined | false | Promise<T | undefined | false>) =>
  until('it', ask, ms).catch(() => undefined);
