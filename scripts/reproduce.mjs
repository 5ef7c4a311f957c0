// Two builds in two folders give identical bytes. What git knows is copied; only the installed packages are shared.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from './run.mjs';

const sources = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)) && !file.startsWith('tests/'));

const buildIn = async (folder) => {
  for (const file of sources) cpSync(join(root, file), join(folder, file));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [program, args] of [
    ['node', ['scripts/build-wasm.mjs']],
    ['wxt', ['zip']],
  ]) {
    const code = await run(program, args, { cwd: folder, stdio: 'ignore' });
    if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with code ${code} in ${folder}`);
  }
};

/** Path and SHA-256 of everything built. */
const digests = (folder) =>
  readdirSync(join(folder, '.output'), { recursive: true })
    .map(String)
    .filter((file) => statSync(join(folder, '.output', file)).isFile())
    .sort()
    .map(
      (file) =>
        `${createHash('sha256')
          .update(readFileSync(join(folder, '.output', file)))
          .digest('hex')}  ${file}`,
    );

const folders = [mkdtempSync(join(tmpdir(), 'fieldseal-a-')), mkdtempSync(join(tmpdir(), 'another-place-b-'))];
try {
  for (const folder of folders) await buildIn(folder);
  const [first, second] = folders.map(digests);
  const differing = first
    .filter((line) => !second.includes(line))
    .concat(second.filter((line) => !first.includes(line)));
  for (const line of differing) console.error(`differs: ${line}`);
  if (differing.length === 0) console.log(`${first.length} files are the same, byte for byte, in both builds`);
  process.exitCode = differing.length > 0 || first.length === 0 ? 1 : 0;
} finally {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
