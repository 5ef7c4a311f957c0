// Files stay under 300 lines. Data, locales and generated files do not count.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const limit = 300;
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', '*.ts', '*.tsx', '*.mjs', '*.css'], {
  encoding: 'utf8',
});
const long = files
  .split('\n')
  .filter((file) => file !== '' && existsSync(file))
  .map((file) => [file, readFileSync(file, 'utf8').split('\n').length - 1])
  .filter(([, lines]) => lines >= limit);
for (const [file, lines] of long) console.error(`${file}: ${lines} lines; split it by what it does`);
process.exitCode = long.length > 0 ? 1 : 0;
if (long.length === 0) console.log(`every file is under ${limit} lines`);
