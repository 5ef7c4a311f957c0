// DokuWiki: posts what stands in the field while one types, and changes quotes and dashes when it shows a page.
import { cpSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type App, accounts, passwordOf, placesOf, placesUnder, type RecordedRequest, searchPlaces } from './app.ts';
import { ensurePackages } from './packages.ts';
import { handOver, makeFolder, removeFolder, runThere, startServer } from './server.ts';

/** php8.2-cgi stands for `php` itself, which would bring a web server along. */
export const whyNoDokuWiki = (): Promise<string | undefined> => ensurePackages(['php8.2-cgi', 'php-cli', 'dokuwiki']);

const DATA_FOLDERS = [
  'attic',
  'cache',
  'index',
  'locks',
  'log',
  'media',
  'media_attic',
  'media_meta',
  'meta',
  'pages',
  'tmp',
];

const settings = (data: string): string => `<?php
$conf['title'] = 'A wiki'; $conf['savedir'] = '${data}'; $conf['updatecheck'] = 0;
$conf['useacl'] = 1; $conf['authtype'] = 'authplain'; $conf['superuser'] = '@admin'; $conf['disableactions'] = 'register';
$conf['usedraft'] = 1; $conf['typography'] = 2;
`;

const writeConfiguration = async (folder: string): Promise<void> => {
  const conf = join(folder, 'conf');
  cpSync('/etc/dokuwiki', conf, { recursive: true, filter: (path) => !lstatSync(path).isSymbolicLink() });
  for (const name of ['sessions', 'record', 'data']) mkdirSync(join(folder, name));
  for (const name of DATA_FOLDERS) mkdirSync(join(folder, 'data', name));
  writeFileSync(join(conf, 'local.php'), settings(join(folder, 'data')));
  writeFileSync(join(conf, 'entities.local.conf'), '');
  writeFileSync(join(conf, 'acl.auth.php'), '# <?php exit()?>\n*\t@ALL\t1\n*\t@user\t16\n');
  const users = await Promise.all(
    accounts.map(async (account) => {
      const hash = await runThere(folder, 'php', [
        '-r',
        'echo password_hash($argv[1], PASSWORD_BCRYPT);',
        passwordOf(account),
      ]);
      return `${account}:${hash}:${account}:${account}@example.test:user\n`;
    }),
  );
  writeFileSync(join(conf, 'users.auth.php'), `# <?php exit()?>\n${users.join('')}`);
  cpSync(new URL('prepend.php', import.meta.url), join(folder, 'prepend.php'));
};

interface RecordLine {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly fields: unknown;
  /** Base64. */
  readonly body: string;
}

const parseLine = (line: string): RecordedRequest => {
  const { method, url, headers, fields, body } = JSON.parse(line) as RecordLine;
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return {
    method,
    url,
    headers: lines.join('\n'),
    body: Buffer.concat([Buffer.from(body, 'base64'), Buffer.from(`\n${JSON.stringify(fields)}`)]),
  };
};

const readRecord = (folder: string): RecordedRequest[] => {
  const text = readFileSync(join(folder, 'record', 'requests.jsonl'), 'utf8');
  // What stands after the last line end is being written at this moment.
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  return lines.filter((line) => line !== '').map(parseLine);
};

export interface DokuWiki extends App {
  /** As its owner may wish: in the pages that it lays out from now on, `shown` stands in place of `written`. */
  readonly show: (shown: string, written: string) => void;
}

/** Starts DokuWiki with fresh data. Its record: every request to PHP, each address in the log, every file unpacked. */
export const startDokuWiki = async (): Promise<DokuWiki> => {
  const folder = makeFolder('dokuwiki');
  await writeConfiguration(folder);
  writeFileSync(join(folder, 'record', 'requests.jsonl'), '');
  handOver(folder);
  const server = await startServer(folder, (port) => ({
    program: 'php',
    args: [
      ...['-S', `127.0.0.1:${port}`, '-t', '/usr/share/dokuwiki'],
      ...['-d', `auto_prepend_file=${join(folder, 'prepend.php')}`],
      ...['-d', `session.save_path=${join(folder, 'sessions')}`],
    ],
    env: { PHP_CLI_SERVER_WORKERS: '4', FIELDSEAL_TEST_FOLDER: folder },
  }));
  const stop = async (): Promise<void> => {
    await server.stop();
    removeFolder(folder);
  };
  return {
    origin: `http://localhost:${server.port}`,
    requests: () => readRecord(folder),
    traces: async (text) => searchPlaces([...placesOf(readRecord(folder)), ...placesUnder(folder)], text),
    show: (shown, written) => writeFileSync(join(folder, 'conf', 'entities.local.conf'), `${written} ${shown}\n`),
    stop,
  };
};
