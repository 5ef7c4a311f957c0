// Makes a fresh clone ready: packages, the WebAssembly core, generated types, a browser. Plain JavaScript for Node 20.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './chromium.mjs';
import { read, root, run } from './run.mjs';

const lockFile = join(root, 'package-lock.json');
const stamp = join(root, 'node_modules', '.fieldseal-setup');
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

const wanted = () =>
  sha256(['package.json', 'package-lock.json'].map((file) => readFileSync(join(root, file))).join('\0'));

const step = async (name, program, args) => {
  const code = await run(program, args);
  if (code !== 0) throw new Error(`The set-up stopped: ${name} ended with code ${code}. What it printed stands above.`);
};

const installPackages = async () => {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted()) return;
  console.log('set-up: installing packages');
  const before = readFileSync(lockFile);
  // What the lock file names, by its digest, and nothing else. No code of a package runs: `scripts/install-scripts.ts`.
  await step('npm ci', 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  if (!readFileSync(lockFile).equals(before)) {
    throw new Error('The set-up stopped: installing the packages changed package-lock.json, which it never may.');
  }
  writeFileSync(stamp, wanted());
};

/** The Node that everything after the set-up runs in: the one of the packages, or where there is none for a platform, yours. */
const checkNode = async () => {
  const version = (await read('node', ['--version'])) ?? '';
  if (Number(/^v(\d+)/.exec(version)?.[1]) >= 24) return;
  throw new Error(
    `For ${process.platform} on ${process.arch} no Node comes with the packages: install Node 24 or newer. Yours is ${process.version}.`,
  );
};

/** Sets everything up that is missing. Gives the path of the browser. Throws an error with plain words. */
export const setup = async () => {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20) throw new Error(`Fieldseal needs Node 20 or newer to set itself up; this is ${process.version}.`);
  await installPackages();
  await checkNode();
  if (existsSync(join(root, '.git'))) await run('git', ['config', 'core.hooksPath', '.githooks']);
  await step('building the WebAssembly core', 'node', ['scripts/build-wasm.mjs']);
  await step('generating types', 'wxt', ['prepare']);
  return ensureChromium();
};

if (process.argv[1] === import.meta.filename) {
  setup().then(
    (browser) => console.log(`set-up: ready, with ${browser}`),
    (error) => {
      console.error(error.message);
      process.exitCode = 1;
    },
  );
}
