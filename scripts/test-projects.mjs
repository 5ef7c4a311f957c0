// Runs the tests of some projects of vitest's. What failed beside another browser on a busy machine is tried once more,
// with nothing beside it, and that is said: it is a defect of the test or of Fieldseal all the same, and to be looked into.
import { readFileSync, rmSync } from 'node:fs';
import { run } from './run.mjs';
import { filesToTryAgain } from './second-try.ts';

const [project, ...only] = process.argv.slice(2);
const report = '.output/tests.json';

const vitest = (...more) =>
  run('vitest', [
    ...['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    ...more,
  ]);

const failedFiles = () => {
  try {
    return filesToTryAgain(JSON.parse(readFileSync(report, 'utf8')), process.cwd());
  } catch {
    // It died before it could say anything.
    return [];
  }
};

rmSync(report, { force: true });
let code = await vitest(...only);
const again = code === 0 ? [] : failedFiles();
if (again.length > 0) {
  console.log(`\nFAILED BESIDE OTHERS, tried once more by itself: ${again.join(', ')}`);
  code = await vitest('--maxWorkers=1', ...again);
  console.log(`\n${again.join(', ')}: ${code === 0 ? 'passed' : 'failed'} at the second try, FAILED AT THE FIRST`);
}
process.exitCode = code;
