/** What was answered to the last calls that must not be carried out twice. */
export interface Repeats {
  /**
   * Carries out a call, or gives what it gave before: a caller that lost the answer says the same again, under the same id.
   * Failures too, so that a wrong proof counts once.
   */
  readonly once: (id: string, carryOut: () => Promise<unknown>) => Promise<unknown>;
  readonly forget: () => void;
}

/** A client repeats at once: nobody asks for what is further back. */
const mostKept = 8;

export const makeRepeats = (): Repeats => {
  const answers = new Map<string, Promise<unknown>>();
  return {
    once: (id, carryOut) => {
      const before = answers.get(id);
      if (before) return before;
      const answer = carryOut();
      answers.set(id, answer);
      for (const oldest of [...answers.keys()].slice(0, -mostKept)) answers.delete(oldest);
      return answer;
    },
    forget: () => answers.clear(),
  };
};
