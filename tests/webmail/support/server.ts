// Runs an app's server as a program of its own: unprivileged, on loopback, with data that nobody needs afterwards.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmodSync, chownSync, closeSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { promisify } from 'node:util';

/** The user `nobody` of Debian; who is not root runs the servers as themselves. */
const unprivileged = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

const environment = (folder: string): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: folder,
  TMPDIR: folder,
  LC_ALL: 'C.UTF-8',
});

/** A fresh folder for an app's data. */
export const makeFolder = (app: string): string => {
  const folder = mkdtempSync(join(tmpdir(), `fieldseal-${app}-`));
  chmodSync(folder, 0o755);
  return folder;
};

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });

/** Gives everything in a folder to the user that the server runs as. */
export const handOver = (folder: string): void => {
  const { uid, gid } = unprivileged;
  if (uid === undefined) return;
  for (const entry of ['', ...readdirSync(folder, { recursive: true })])
    chownSync(join(folder, String(entry)), uid, gid);
};

/** Runs a short program as the server's user in its folder, and gives what it printed. Throws where it fails. */
export const runThere = async (folder: string, program: string, args: readonly string[]): Promise<Buffer> => {
  const options = {
    cwd: folder,
    env: environment(folder),
    encoding: 'buffer',
    maxBuffer: 256 * 1024 * 1024,
    ...unprivileged,
  } as const;
  return (await promisify(execFile)(program, args, options)).stdout;
};

/** A TCP port on loopback that was free a moment ago. */
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

const isOver = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

const signalGroup = (child: ChildProcess, signal: NodeJS.Signals): void => {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};

const stopChild = async (child: ChildProcess): Promise<void> => {
  const gone = new Promise<void>((resolve) => (isOver(child) ? resolve() : child.once('exit', () => resolve())));
  signalGroup(child, 'SIGTERM');
  const late = setTimeout(() => signalGroup(child, 'SIGKILL'), 3000);
  await gone;
  clearTimeout(late);
  signalGroup(child, 'SIGKILL'); // the workers of one that is gone
};

export interface RunningServer {
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a server in a process group of its own and waits until its port answers. What it prints goes to `server.log` in the
 * folder. Throws with that where it ends before.
 */
export const startServer = async (
  folder: string,
  commandFor: (port: number) => {
    readonly program: string;
    readonly args: readonly string[];
    readonly env?: NodeJS.ProcessEnv;
  },
): Promise<RunningServer> => {
  const port = await freePort();
  const { program, args, env } = commandFor(port);
  const path = join(folder, 'server.log');
  const log = openSync(path, 'a');
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...environment(folder), ...env },
    stdio: ['ignore', log, log],
    detached: true,
    ...unprivileged,
  });
  closeSync(log);
  const failure = new Promise<never>((_, reject) => child.once('error', reject));
  const atExit = () => signalGroup(child, 'SIGKILL');
  process.once('exit', atExit);
  const stop = async () => {
    process.off('exit', atExit);
    await stopChild(child);
  };
  const until = Date.now() + 60_000;
  while (!(await Promise.race([answers(port), failure]))) {
    if (isOver(child) || Date.now() > until) {
      await stop();
      throw new Error(`${program} does not answer on port ${port}:\n${readFileSync(path, 'utf8').slice(-2000)}`);
    }
    await later(20);
  }
  return { port, stop };
};
