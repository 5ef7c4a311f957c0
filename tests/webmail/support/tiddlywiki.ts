// TiddlyWiki: one page that holds the whole wiki, whose editor is a field within a frame of its own (about:blank).
import { join } from 'node:path';
import { type App, filesUnder, placesOf, searchPlaces } from './app.ts';
import { nodeFor } from './node-program.ts';
import { ensureNpmApp, type NpmApp } from './npm-apps.ts';
import { startRecordingProxy } from './recording-proxy.ts';
import { handOver, makeFolder, removeFolder, runThere, startServer } from './server.ts';

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
  const server = await startServer(folder, (port) => ({
    program: node,
    args: [script, wiki, '--listen', 'host=127.0.0.1', `port=${port}`],
  }));
  const proxy = await startRecordingProxy(server.port);
  return {
    origin: `http://localhost:${proxy.port}`,
    requests: () => proxy.requests,
    traces: async (text) => searchPlaces([...placesOf(proxy.requests), ...filesUnder(folder)], text),
    stop: async () => {
      await proxy.close();
      await server.stop();
      removeFolder(folder);
    },
  };
};
