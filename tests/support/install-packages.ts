// What fixture pages are made of are packages of their own, in folders of their own: nothing of them is the extension's.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const words = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];

const hashOf = (folder: string): string => {
  const hash = createHash('sha256');
  for (const file of ['package.json', 'package-lock.json']) hash.update(readFileSync(join(folder, file)));
  return hash.digest('hex');
};

/** Installs the packages of a folder where they are not there yet. Throws with plain words where the registry cannot be reached. */
export const installPackages = async (folder: string): Promise<void> => {
  const stamp = join(folder, 'node_modules', '.installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOf(folder)) return;
  await promisify(execFile)('npm', words, { cwd: folder }).catch((error) => {
    throw new Error(
      `The packages of ${folder} could not be installed. They come from the npm registry, which must be reachable the first time. npm said:\n${String(error.stderr || error).slice(-2000)}`,
    );
  });
  writeFileSync(stamp, hashOf(folder));
};
