// TiddlyWiki: one page that holds the whole wiki, whose editor is a field within a frame of its own (about:blank).
import { join } from 'node:path';
import type { App } from './app.ts';
import { nodeFor } from './node-program.ts';
import { ensureNpmApp, type NpmApp } from './npm-apps.ts';
import { startRecordedApp } from './recorded-app.ts';
import { handOver, makeFolder, runThere } from './server.ts';

const getPackage = (): Promise<NpmApp> => ensureNpmApp('tiddlywiki', '5.4.1');

export const whyNoTiddlyWiki = async (): Promise<string | undefined> => (await getPackage()).missing;

/** Starts TiddlyWiki with a fresh wiki that everybody may write. Its record: every request, every file of the wiki. */
export const startTiddlyWiki = async (): Promise<App> => {
  const found = await getPackage();
  if (found.missing !== undefined) throw new Error(found.missing);
  const script = join(found.folder, 'node_modules', 'tiddlywiki', 'tiddlywiki.js');
  const folder = makeFolder('tiddlywiki');
  handOver(folder);
  const node = await nodeFor(folder);
  const wiki = join(folder, 'wiki');
  await runThere(folder, node, [script, wiki, '--init', 'server']);
  return startRecordedApp(folder, (port) => ({
    program: node,
    args: [script, wiki, '--listen', 'host=127.0.0.1', `port=${port}`],
  }));
};
