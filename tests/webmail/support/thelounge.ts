// The Lounge, a chat over WebSockets, and the IRC server behind it, which passes on no more than 512 octets a line.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Account, type App, accounts, passwordOf, placesOf, placesUnder, searchPlaces } from './app.ts';
import { nodeFor } from './node-program.ts';
import { ensureNpmApp, type NpmApp } from './npm-apps.ts';
import { ensurePackages } from './packages.ts';
import { startRecordingPipe } from './recording-pipe.ts';
import { startRecordingProxy } from './recording-proxy.ts';
import { handOver, makeFolder, removeFolder, runThere, startServer } from './server.ts';

/** The newest that the npm registry has without a dependency from elsewhere. */
const getPackage = (): Promise<NpmApp> => ensureNpmApp('thelounge', '2.6.0');

/** Both at once: neither waits for the other. */
export const whyNoLounge = async (): Promise<string | undefined> => {
  const [server, client] = await Promise.all([ensurePackages(['ngircd']), getPackage()]);
  return server ?? client.missing;
};

export const CHANNEL = '#mill';

const ircSettings = (port: number): string => `[Global]
Name = irc.example.test
Info = for a test
Listen = 127.0.0.1
Ports = ${port}
[Limits]
MaxConnectionsIP = 0
MaxNickLength = 16
[Options]
PAM = no
Ident = no
DNS = no
`;

const startIrc = (folder: string) =>
  startServer(folder, (port) => {
    const path = join(folder, 'ngircd.conf');
    writeFileSync(path, ircSettings(port));
    return { program: '/usr/sbin/ngircd', args: ['--nodaemon', '--config', path] };
  });

const userOf = (account: Account, hash: string, ircPort: number) => ({
  password: hash,
  log: true,
  networks: [
    {
      name: 'Mill',
      host: '127.0.0.1',
      port: ircPort,
      tls: false,
      nick: account,
      username: account,
      realname: account,
      channels: [{ name: CHANNEL }],
    },
  ],
});

/** Its own defaults but for where it listens: `config.js` of its home must hold every setting. */
const settings = (defaults: string, port: number): string =>
  `const config = require(${JSON.stringify(defaults)});\nmodule.exports = {...config, host: '127.0.0.1', port: ${port}};\n`;

const writeHome = async (home: string, node: string, modules: string, ircPort: number): Promise<void> => {
  mkdirSync(join(home, 'users'), { recursive: true });
  const hashing = `process.stdout.write(require(${JSON.stringify(join(modules, 'bcryptjs'))}).hashSync(process.argv[1], 4))`;
  for (const account of accounts) {
    const hash = String(await runThere(home, node, ['-e', hashing, passwordOf(account)]));
    writeFileSync(join(home, 'users', `${account}.json`), JSON.stringify(userOf(account, hash, ircPort)));
  }
};

/**
 * Starts both with fresh data. The record: every request and every message of a page, every octet between The Lounge and
 * the IRC server, every file, among them the logs that The Lounge keeps of what was said.
 */
export const startLounge = async (): Promise<App> => {
  const found = await getPackage();
  if (found.missing !== undefined) throw new Error(found.missing);
  const modules = join(found.folder, 'node_modules');
  const folder = makeFolder('thelounge');
  const home = join(folder, 'home');
  mkdirSync(home);
  handOver(folder);
  const [node, irc] = await Promise.all([nodeFor(folder), startIrc(folder)]);
  const pipe = await startRecordingPipe(irc.port);
  await writeHome(home, node, modules, pipe.port);
  handOver(folder);
  const server = await startServer(folder, (port) => {
    writeFileSync(join(home, 'config.js'), settings(join(modules, 'thelounge', 'defaults', 'config.js'), port));
    return { program: node, args: [join(modules, 'thelounge', 'index.js'), '--home', home, 'start'] };
  });
  const proxy = await startRecordingProxy(server.port);
  return {
    origin: `http://localhost:${proxy.port}`,
    requests: () => proxy.requests,
    traces: async (text) =>
      searchPlaces([...placesOf(proxy.requests), { name: 'IRC', bytes: pipe.heard() }, ...placesUnder(folder)], text),
    stop: async () => {
      await proxy.close();
      await server.stop();
      await pipe.close();
      await irc.stop();
      removeFolder(folder);
    },
  };
};
