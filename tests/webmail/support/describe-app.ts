// A block of tests on an app that may not be had on every machine.
import { describe } from 'vitest';

/** Describes tests on an app. Where there is a reason why it cannot be had, that is printed and stands in the block's name. */
export const describeApp = (app: string, reason: string | undefined, body: () => void): void => {
  if (reason === undefined) {
    describe(`on ${app}`, body);
    return;
  }
  console.warn(`NOT RUN: the tests on ${app}: ${reason}`);
  describe.skip(`on ${app}, not run: ${reason}`, body);
};
