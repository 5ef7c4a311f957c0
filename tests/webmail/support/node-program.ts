// The Node that runs the tests, for a server that runs as another user.
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runThere } from './server.ts';

/** A Node that the server's user may run: this one, or where that user cannot reach it, a copy in the folder. */
export const nodeFor = async (folder: string): Promise<string> => {
  const mayRun = await runThere(folder, process.execPath, ['--version']).then(
    () => true,
    () => false,
  );
  if (mayRun) return process.execPath;
  const copy = join(folder, 'bin', 'node');
  mkdirSync(join(folder, 'bin'), { recursive: true });
  if (!existsSync(copy)) copyFileSync(process.execPath, copy);
  return copy;
};
