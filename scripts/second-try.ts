// Which files of tests that failed may be tried a second time.
import { relative } from 'node:path';

/** Of a JSON report of vitest's. */
export interface TestReport {
  readonly testResults?: readonly { readonly name: string; readonly status: string }[];
}

/** More than that is no busy machine. */
const mostFiles = 2;

/**
 * The files to try again by themselves; none where a second try would say nothing: an attack must fail each time, and
 * where many files fail, or none can be named, something is broken.
 */
export const filesToTryAgain = ({ testResults = [] }: TestReport, folder: string): readonly string[] => {
  const failed = testResults.filter(({ status }) => status !== 'passed').map(({ name }) => relative(folder, name));
  if (failed.length > mostFiles || failed.some((file) => file.startsWith('tests/attacks/'))) return [];
  return failed;
};
