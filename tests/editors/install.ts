// The editors are packages of their own, in a folder of their own: nothing of them belongs to the extension.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const folder = import.meta.dirname;
const stamp = join(folder, 'node_modules', '.fieldseal-editors');

const wanted = (): string => {
  const hash = createHash('sha256');
  for (const file of ['package.json', 'package-lock.json']) hash.update(readFileSync(join(folder, file)));
  return hash.digest('hex');
};

/** Installs the editors where they are not there yet. Throws with plain words where the registry cannot be reached. */
export const installEditors = async (): Promise<void> => {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted()) return;
  const words = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  await promisify(execFile)('npm', words, { cwd: folder }).catch((error) => {
    throw new Error(
      `The editors for tests/editors could not be installed. They come from the npm registry, which must be reachable the first time. npm said:\n${String(error.stderr || error).slice(-2000)}`,
    );
  });
  writeFileSync(stamp, wanted());
};
