// Fossil: forum, chat and wiki in one program, with a strict content security policy.
import { join } from 'node:path';
import { type App, accounts, passwordOf, placesOf, placesUnder, searchPlaces } from './app.ts';
import { ensurePackages } from './packages.ts';
import { startRecordingProxy } from './recording-proxy.ts';
import { handOver, makeFolder, removeFolder, runThere, startServer } from './server.ts';

/** Why Fossil cannot be had on this machine; undefined where it is there. */
export const whyNoFossil = (): Promise<string | undefined> => ensurePackages(['fossil']);

/** What its documentation calls developer, and reading and writing in the forum and the chat. */
const CAPABILITIES = 'dehjkmnrtwzfABCD234';

const makeRepository = async (folder: string): Promise<string> => {
  const repository = join(folder, 'site.fossil');
  const fossil = (...args: string[]) => runThere(folder, 'fossil', args);
  await fossil('init', '--admin-user', 'admin', repository);
  for (const account of accounts) {
    await fossil('user', 'new', account, `${account}@example.test`, passwordOf(account), '-R', repository);
    await fossil('user', 'capabilities', account, CAPABILITIES, '-R', repository);
  }
  // Its housekeeping would leave the server's process group and outlive it by a minute.
  await fossil('settings', 'backoffice-disable', '1', '-R', repository);
  return repository;
};

/** Starts Fossil with fresh data behind a recording proxy. Its record: every request, every table, every unpacked artifact. */
export const startFossil = async (): Promise<App> => {
  const folder = makeFolder('fossil');
  handOver(folder);
  const repository = await makeRepository(folder);
  const server = await startServer(folder, (port) => ({
    program: 'fossil',
    args: ['server', '--localhost', '--port', String(port), '--nojail', '--nossl', repository],
  }));
  const proxy = await startRecordingProxy(server.port);
  const sql = async (name: string, statement: string) => ({
    name,
    bytes: await runThere(folder, 'fossil', ['sql', '-R', repository, '--readonly', statement]),
  });
  const traces = async (text: string): Promise<string[]> => {
    const tables = await sql('tables', '.dump');
    const artifacts = await sql('artifacts', 'SELECT content(uuid) FROM blob');
    return searchPlaces([...placesOf(proxy.requests), ...placesUnder(folder), tables, artifacts], text);
  };
  const stop = async (): Promise<void> => {
    await proxy.close();
    await server.stop();
    removeFolder(folder);
  };
  return { origin: `http://localhost:${proxy.port}`, requests: () => proxy.requests, traces, stop };
};
