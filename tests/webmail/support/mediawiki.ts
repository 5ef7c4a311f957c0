// MediaWiki with VisualEditor, an editor that keeps its own model of the page, and the plain field for wikitext.
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { type App, type Place, type RecordedRequest, searchPlaces } from './app.ts';
import { ensurePackages } from './packages.ts';
import { startRecordedApp } from './recorded-app.ts';
import { handOver, makeFolder, runThere } from './server.ts';

/** php8.2-cgi stands for `php` itself and mini-httpd for `httpd`: what MediaWiki asks for would bring Apache along. */
const packages = ['php8.2-cgi', 'php-cli', 'php-sqlite3', 'mini-httpd', 'mediawiki'];

export const whyNoMediaWiki = (): Promise<string | undefined> => ensurePackages(packages);

const CODE = '/usr/share/mediawiki';

/** VisualEditor asks the wiki's own REST API, at the address that the browser uses, what a page is as HTML. */
const settings = (folder: string): string => `
$wgCacheDirectory = '${join(folder, 'cache')}';
wfLoadExtension( 'VisualEditor' );
wfLoadExtension( 'Parsoid', "$IP/vendor/wikimedia/parsoid/extension.json" );
if ( isset( $_SERVER['HTTP_HOST'] ) ) $wgServer = 'http://' . $_SERVER['HTTP_HOST'];
$wgDefaultUserOptions['visualeditor-enable'] = 1;
$wgVisualEditorUseSingleEditTab = false;
$wgVisualEditorShowBetaWelcome = false;
$wgPingback = false;
$wgJobRunRate = 0;
`;

const install = async (folder: string): Promise<void> => {
  await runThere(folder, 'php', [
    join(CODE, 'maintenance', 'install.php'),
    ...['--dbtype', 'sqlite', '--dbname', 'wiki', '--dbpath', join(folder, 'data'), '--confpath', folder],
    ...['--server', 'http://localhost', '--scriptpath', '', '--pass', 'a long password', 'A wiki', 'Admin'],
  ]);
  appendFileSync(join(folder, 'LocalSettings.php'), settings(folder));
};

/** What VisualEditor sends compressed, unpacked. */
const unpacked = (requests: readonly RecordedRequest[]): Place[] =>
  requests.flatMap(({ body }, index) =>
    [
      ...Buffer.from(body)
        .toString('latin1')
        .matchAll(/rawdeflate,([0-9A-Za-z+/=]+)/g),
    ].map(([, base64 = '']) => ({
      name: `request ${index}, unpacked`,
      bytes: inflateRawSync(Buffer.from(base64, 'base64')),
    })),
  );

/** Starts MediaWiki with fresh data; everybody may write, without an account. Its record: every request, the whole database. */
export const startMediaWiki = async (): Promise<App> => {
  const folder = makeFolder('mediawiki');
  for (const name of ['data', 'cache']) mkdirSync(join(folder, name));
  handOver(folder);
  await install(folder);
  const app = await startRecordedApp(folder, (port) => ({
    program: 'php',
    args: ['-S', `127.0.0.1:${port}`, '-t', CODE],
    env: { PHP_CLI_SERVER_WORKERS: '4', MW_CONFIG_FILE: join(folder, 'LocalSettings.php') },
  }));
  const traces = async (text: string): Promise<string[]> => [
    ...(await app.traces(text)),
    ...searchPlaces(unpacked(app.requests()), text),
  ];
  return { ...app, traces };
};
