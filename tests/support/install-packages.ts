// Frameworks of fixture pages are packages of their own, in folders of their own: nothing of them is the extension's.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const hashOf = (folder: string): string => {
  const hash = createHash('sha256');
  for (const file of ['package.json', 'package-lock.json']) hash.update(readFileSync(join(folder, file)));
  return hash.digest('hex');
};

const npmInstall = (folder: string): Promise<{ readonly code: number; readonly output: string }> =>
  new Promise((resolve) => {
    const words = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
    const child = spawn('npm', words, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk;
      });
    }
    child.on('error', (error) => resolve({ code: 127, output: String(error) }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });

/** Installs the packages of a folder where they are not there yet. Throws where the registry cannot be reached. */
export const installPackages = async (folder: string): Promise<void> => {
  const stamp = join(folder, 'node_modules', '.installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOf(folder)) return;
  const { code, output } = await npmInstall(folder);
  if (code !== 0) {
    throw new Error(
      `The packages of ${folder} could not be installed: npm ended with code ${code}. The npm registry must be reachable the first time. npm said:\n${output.slice(-2000)}`,
    );
  }
  writeFileSync(stamp, hashOf(folder));
};
