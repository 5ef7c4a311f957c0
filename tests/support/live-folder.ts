// Looking through a folder that another process is writing in.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What goes away between two looks is not there. */
const unlessGone = <T>(read: () => T): T | undefined => {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

/** Every file that is still there when its turn comes: its path within the folder, and what it holds. */
export function* filesOf(folder: string, within = ''): Generator<readonly [path: string, bytes: Buffer]> {
  for (const entry of unlessGone(() => readdirSync(join(folder, within), { withFileTypes: true })) ?? []) {
    const path = join(within, entry.name);
    if (entry.isDirectory()) yield* filesOf(folder, path);
    const bytes = entry.isFile() ? unlessGone(() => readFileSync(join(folder, path))) : undefined;
    if (bytes) yield [path, bytes];
  }
}

/** The files that hold any of some byte strings, by their path within the folder. */
export const filesWith = (folder: string, needles: readonly Buffer[]): string[] =>
  [...filesOf(folder)].filter(([, bytes]) => needles.some((needle) => bytes.includes(needle))).map(([path]) => path);
