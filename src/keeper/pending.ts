import { randomBytes } from '../crypto/random.ts';
import { type OpenedExport, wipeExport } from '../vault/transfer/import-vault.ts';

/** A recovery key that was shown and opens nothing yet. Strings cannot be wiped: they are dropped. */
export interface PendingSheet {
  readonly groups: readonly string[];
  /** Which two groups are to be typed, counted from 1. */
  readonly ask: readonly [number, number];
}

/** A file that was opened, and changes nothing yet. */
export interface PendingImport {
  readonly id: string;
  readonly opened: OpenedExport;
}

/** What was begun and waits for the person's next step. Gone with the session. */
export interface Pending {
  sheet?: PendingSheet | undefined;
  import?: PendingImport | undefined;
}

/** Overwrites what can be, and lets go of the rest. */
export const dropImport = (pending: Pending): void => {
  if (pending.import) wipeExport(pending.import.opened);
  pending.import = undefined;
};

export const dropPending = (pending: Pending): void => {
  dropImport(pending);
  pending.sheet = undefined;
};

/** How a change of the vault key stands. */
export interface RotationState {
  /** While it runs; rejects where it fails. */
  run?: Promise<void> | undefined;
  controller?: AbortController;
  /** It was begun, and is to be gone on with. */
  unfinished: boolean;
  /** Of `total` records, of the run that was last. */
  done: number;
  total: number;
}

/** Two different places of `count`, in order, counted from 1. That some come a little more often harms nobody. */
export const pickTwo = (count: number): readonly [number, number] => {
  const [a = 0, b = 0] = randomBytes(2);
  const first = a % count;
  const second = (first + 1 + (b % (count - 1))) % count;
  return [Math.min(first, second) + 1, Math.max(first, second) + 1];
};
