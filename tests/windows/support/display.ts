// A display that nobody looks at, with a window manager, and a person's hands on it.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { type Picture, parsePixmap } from './picture.ts';
import { until } from './until.ts';

export const windowPackages = ['xvfb', 'xdotool', 'openbox', 'imagemagick'] as const;

export interface Display {
  readonly name: string;
  readonly xdotool: (...args: readonly (string | number)[]) => string;
  readonly look: () => Picture;
  /** Leaves a picture of the whole screen. */
  readonly shoot: (file: string) => void;
  readonly close: () => void;
}

/** The server chooses a number that is free and tells it when it is ready. */
const numberOf = (server: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let told = '';
    (server.stdio[3] as Readable).on('data', (chunk: Buffer) => {
      told += chunk;
      if (told.includes('\n')) resolve(told.trim());
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with code ${code}`)));
  });

/** Starts a display of 1280 × 860 pixels with a window manager on it. */
export const openDisplay = async (): Promise<Display> => {
  const screen = ['-screen', '0', '1280x860x24', '-nolisten', 'tcp'];
  const server = spawn('Xvfb', ['-displayfd', '3', ...screen], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const name = `:${await numberOf(server)}`;
  const env = { ...process.env, DISPLAY: name };
  const manager = spawn('openbox', [], { env, stdio: 'ignore' });
  const xdotool = (...args: readonly (string | number)[]): string =>
    execFileSync('xdotool', args.map(String), { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const managed = (): boolean => {
    try {
      return xdotool('get_num_desktops').trim() !== '';
    } catch {
      return false;
    }
  };
  await until('a window manager', managed);
  const shoot = (...to: readonly string[]): Buffer =>
    execFileSync('import', ['-silent', '-window', 'root', ...to], { env, maxBuffer: 20_000_000 });
  return {
    name,
    xdotool,
    look: () => parsePixmap(shoot('-depth', '8', 'ppm:-')),
    shoot: (file) => void shoot(file),
    close: () => {
      for (const child of [manager, server]) child.kill();
    },
  };
};
