// Etherpad: a text that several write at once, in two frames within each other (srcdoc); each key leaves at once.
import { chmodSync, existsSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from './app.ts';
import { nodeFor } from './node-program.ts';
import { ensureNpmApp, type NpmApp } from './npm-apps.ts';
import { startRecordedApp } from './recorded-app.ts';
import { handOver, makeFolder } from './server.ts';

const PACKAGE = 'ep_etherpad-lite';

/** The package is one folder of the program's own: it runs only from a folder called `src`, with its modules inside. */
const arrange = (folder: string): void => {
  const src = join(folder, 'src');
  if (existsSync(src)) return;
  const modules = join(folder, 'node_modules');
  renameSync(modules, join(folder, 'modules'));
  renameSync(join(folder, 'modules', PACKAGE), src);
  renameSync(join(folder, 'modules'), join(src, 'node_modules'));
  mkdirSync(modules);
  symlinkSync('../src', join(modules, PACKAGE));
  // For what it packs of its own scripts.
  mkdirSync(join(folder, 'var'));
  chmodSync(join(folder, 'var'), 0o777);
};

const getPackage = async (): Promise<NpmApp> => {
  const found = await ensureNpmApp(PACKAGE, '1.8.14');
  if (found.missing === undefined) arrange(found.folder);
  return found;
};

/** It takes minutes to install: only where it is asked for. */
export const whyNoEtherpad = async (): Promise<string | undefined> =>
  process.env.FIELDSEAL_SLOW_APPS === '1'
    ? (await getPackage()).missing
    : 'it takes minutes to install; FIELDSEAL_SLOW_APPS=1 runs them';

const settings = (folder: string, port: number): string =>
  JSON.stringify({
    ip: '127.0.0.1',
    port,
    dbType: 'dirty',
    dbSettings: { filename: join(folder, 'dirty.db') },
    defaultPadText: '',
    suppressErrorsInPadText: true,
  });

/** Starts Etherpad with no pads. Its record: every request, every message of a page, every file. */
export const startEtherpad = async (): Promise<App> => {
  const found = await getPackage();
  if (found.missing !== undefined) throw new Error(found.missing);
  const folder = makeFolder('etherpad');
  handOver(folder);
  const node = await nodeFor(folder);
  const own = (name: string): string => join(folder, name);
  return startRecordedApp(folder, (port) => {
    writeFileSync(own('settings.json'), settings(folder, port));
    const files = ['--settings', own('settings.json'), '--apikey', own('apikey'), '--sessionkey', own('sessionkey')];
    const env = { NODE_ENV: 'production', npm_config_cache: own('npm') };
    return { program: node, args: [join(found.folder, 'src', 'node', 'server.js'), ...files], env };
  });
};
