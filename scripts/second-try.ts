// Which files of tests that failed may be tried a second time.
import { relative } from 'node:path';

interface FileReport {
  readonly name: string;
  readonly status: string;
  readonly assertionResults?: readonly { readonly status: string }[];
}

/** Of a JSON report of vitest's. */
export interface TestReport {
  readonly testResults?: readonly FileReport[];
}

/** More than that is no busy machine. */
const mostFiles = 4;

/** Whether an attack was tried, and not only the browser started for it. */
const attacked = ({ assertionResults = [] }: FileReport): boolean =>
  assertionResults.length === 0 || assertionResults.some(({ status }) => status === 'passed' || status === 'failed');

/**
 * The files to try again by themselves; none where a second try would say nothing: an attack must fail each time, and
 * where many files fail, or none can be named, something is broken. A file of attacks whose browser did not come up has
 * tried none.
 */
export const filesToTryAgain = ({ testResults = [] }: TestReport, folder: string): readonly string[] => {
  const failed = testResults
    .filter(({ status }) => status !== 'passed')
    .map((file) => ({ path: relative(folder, file.name), attacked: attacked(file) }));
  if (failed.length > mostFiles || failed.some((file) => file.path.startsWith('tests/attacks/') && file.attacked))
    return [];
  return failed.map(({ path }) => path);
};
