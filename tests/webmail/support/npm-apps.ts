// Apps that come as an npm package, each in a folder of its own: the project itself does not depend on them.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Not in the checkout, nor root's home, which the servers' user may not be able to read. Kept for the next run. */
const store = join(process.getuid?.() === 0 ? '/var/cache' : join(homedir(), '.cache'), 'fieldseal-apps');

/** Where nothing answers npm asks on for minutes; a registry that is there answers the first time. */
const QUICK = ['--no-audit', '--no-fund', '--omit=dev', '--ignore-scripts', '--prefer-offline', '--fetch-retries=1'];

export type NpmApp =
  | { readonly folder: string; readonly missing?: undefined }
  /** Why it cannot be had. */
  | { readonly missing: string };

/** What npm says where there is no registry to be reached. */
const noRegistry = /ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|ENETUNREACH|ECONNRESET|network/i;

const install = async (folder: string, wanted: string): Promise<string | undefined> => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  try {
    await promisify(execFile)('npm', ['install', ...QUICK, wanted], { cwd: folder });
    return undefined;
  } catch (error) {
    const said = String((error as { stderr?: string }).stderr ?? error);
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'it needs npm';
    if (noRegistry.test(said)) return `npm could not fetch ${wanted}: ${said.trim().split('\n')[0]}`;
    throw new Error(`npm install ${wanted} failed:\n${said.slice(-2000)}`);
  }
};

/**
 * Installs one version of a package unless it is there, scripts left out. Gives the folder whose `node_modules` has it,
 * or why it cannot be had. Throws where the registry was reached and the installation failed.
 */
export const ensureNpmApp = async (name: string, version: string): Promise<NpmApp> => {
  const folder = join(store, `${name}-${version}`);
  if (existsSync(folder)) return { folder };
  // Under its name only once it is whole: a run may be stopped in the middle.
  const half = `${folder}.${process.pid}`;
  const missing = await install(half, `${name}@${version}`);
  if (missing === undefined && !existsSync(folder)) renameSync(half, folder);
  rmSync(half, { recursive: true, force: true });
  return missing === undefined ? { folder } : { missing };
};
