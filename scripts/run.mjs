// Runs programs of the project. Plain JavaScript for Node 20: used before anything is installed.
import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const binaries = join(root, 'node_modules', '.bin');

/** The environment in which the project's own Node and tools come first. */
export const environment = (extra = {}) => ({
  ...process.env,
  PATH: `${binaries}${delimiter}${process.env.PATH ?? ''}`,
  PUPPETEER_SKIP_DOWNLOAD: '1',
  ...extra,
});

/** Runs a program to its end with its output shown. Gives its exit code; 127 where it could not be started. */
export const run = (program, args, { env = {}, cwd = root, stdio = 'inherit' } = {}) =>
  new Promise((resolve) => {
    const child = spawn(program, args, { cwd, stdio, env: environment(env), shell: process.platform === 'win32' });
    child.on('error', () => resolve(127));
    child.on('exit', (code) => resolve(code ?? 1));
  });

/** Runs a program and gives what it printed; undefined where it failed. */
export const read = (program, args) =>
  new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, env: environment(), stdio: ['ignore', 'pipe', 'ignore'] });
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
    });
    child.on('error', () => resolve(undefined));
    child.on('exit', (code) => resolve(code === 0 ? text : undefined));
  });
