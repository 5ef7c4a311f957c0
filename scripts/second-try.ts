// Which files of tests that failed may be tried a second time.
import { relative } from 'node:path';

/** Of a JSON report of vitest's. */
export interface TestReport {
  readonly testResults?: readonly { readonly name: string; readonly status: string }[];
}

/** More than that is no busy machine. */
const mostFiles = 2;

/** How often what failed once must pass by itself: an attack that wins one time in two is seen 31 times of 32. */
const attackTries = 5;

/** What to run once more, and how often all of it must pass. */
export interface SecondTry {
  readonly files: readonly string[];
  readonly times: number;
}

/**
 * The files to try again by themselves; none where many failed, or none can be named: then something is broken.
 * An attack must fail each time, so a file of attacks has to pass several times in a row.
 */
export const filesToTryAgain = ({ testResults = [] }: TestReport, folder: string): SecondTry => {
  const failed = testResults.filter(({ status }) => status !== 'passed').map(({ name }) => relative(folder, name));
  if (failed.length > mostFiles) return { files: [], times: 0 };
  return { files: failed, times: failed.some((file) => file.startsWith('tests/attacks/')) ? attackTries : 1 };
};
