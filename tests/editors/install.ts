// The editors are packages of their own, in a folder of their own: nothing of them belongs to the extension.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = import.meta.dirname;
const stamp = join(folder, 'node_modules', '.fieldseal-editors');

const wanted = (): string => {
  const hash = createHash('sha256');
  for (const file of ['package.json', 'package-lock.json']) hash.update(readFileSync(join(folder, file)));
  return hash.digest('hex');
};

const install = (): Promise<{ readonly code: number; readonly output: string }> =>
  new Promise((resolve) => {
    const words = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
    const child = spawn('npm', words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk;
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: 127, output: String(error) }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });

/** Installs the editors where they are not there yet. Throws with plain words where the registry cannot be reached. */
export const installEditors = async (): Promise<void> => {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted()) return;
  const { code, output } = await install();
  if (code !== 0) {
    throw new Error(
      `The editors for tests/editors could not be installed: npm ended with code ${code}. They come from the npm registry, which must be reachable the first time. npm said:\n${output.slice(-2000)}`,
    );
  }
  writeFileSync(stamp, wanted());
};
