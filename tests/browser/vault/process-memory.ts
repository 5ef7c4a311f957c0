// The memory of a browser's processes as it lies in the machine, where the system lets one look (Linux, as root).
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';

const readOrEmpty = (path: string): string => {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    // The process has just ended.
    return '';
  }
};

/** A process and everything it started. */
const familyOf = (pid: number): number[] => {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const [, parent] = /\) \S (\d+)/.exec(readOrEmpty(`/proc/${name}/stat`)) ?? [];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const family = [pid];
  for (const member of family) for (const [child, parent] of parents) if (parent === member) family.push(child);
  return family;
};

/** The process's memory as a file; undefined where it has just ended. */
const openMemory = (pid: number): number | undefined => {
  try {
    return openSync(`/proc/${pid}/mem`, 'r');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
};

const pieceLength = 16 << 20;

/** Calls `see` with pieces of everything that a process can write to; they overlap a little. */
const readProcess = (pid: number, see: (piece: Buffer) => void): void => {
  const regions = [...readOrEmpty(`/proc/${pid}/maps`).matchAll(/^([0-9a-f]+)-([0-9a-f]+) rw/gm)];
  const memory = openMemory(pid);
  if (memory === undefined) return;
  const piece = Buffer.alloc(pieceLength);
  for (const [, from = '', to = ''] of regions) {
    for (let at = BigInt(`0x${from}`); at < BigInt(`0x${to}`); at += BigInt(pieceLength - 256)) {
      const left = Number(BigInt(`0x${to}`) - at);
      try {
        see(piece.subarray(0, readSync(memory, piece, 0, Math.min(left, pieceLength), at)));
      } catch {
        // Memory of a device, or gone since.
        break;
      }
    }
  }
  closeSync(memory);
};

export const canReadProcesses = (): boolean => process.platform === 'linux' && process.getuid?.() === 0;

/** How often each needle is found, by needle and kind of process; nothing at all where looking is not allowed. */
export const findInProcesses = (pid: number, needles: ReadonlyMap<string, Buffer>): Map<string, number> | undefined => {
  if (!canReadProcesses()) return undefined;
  const found = new Map<string, number>();
  for (const member of familyOf(pid)) {
    const command = readOrEmpty(`/proc/${member}/cmdline`);
    const kind = /--type=([\w-]+)/.exec(command)?.[1] ?? 'browser';
    const extension = command.includes('--extension-process') ? ' of the extension' : '';
    readProcess(member, (piece) => {
      for (const [name, needle] of needles) {
        const key = `${name} in ${kind}${extension}`;
        for (let at = piece.indexOf(needle); at >= 0; at = piece.indexOf(needle, at + 1))
          found.set(key, (found.get(key) ?? 0) + 1);
      }
    });
  }
  return found;
};
