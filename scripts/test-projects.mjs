// Runs the tests of some projects of vitest's. What failed beside another browser on a busy machine is tried again,
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
    return { files: [], times: 0 };
  }
};

rmSync(report, { force: true });
let code = await vitest(...only);
const { files, times } = code === 0 ? { files: [] } : failedFiles();
if (files.length > 0) {
  const names = files.join(', ');
  console.log(`\nFAILED BESIDE OTHERS, must pass ${times} times in a row by itself: ${names}`);
  code = 0;
  for (let time = 0; time < times && code === 0; time++) code = await vitest('--maxWorkers=1', ...files);
  console.log(`\n${names}: ${code === 0 ? 'passed' : 'failed'} by itself, FAILED AT THE FIRST TRY`);
}
process.exitCode = code;
