// One line of the table of every command: what is said, and what must hold of the answer.
import { expect } from 'vitest';

export type Known = Record<string, string> & { file?: unknown; prfSalt?: unknown };
export type Say = (command: string, input?: unknown) => Promise<unknown>;
export interface Desk {
  /** To the keeper, on a line that is opened as the client opens it: the background is asked for the keeper first. */
  readonly keeper: Say;
  readonly background: Say;
  /** What earlier steps left for later ones. */
  readonly known: Known;
}
export type Step = readonly [command: string, say: (desk: Desk) => Promise<unknown>, holds: (reply: unknown) => void];

export const equals = (wanted: unknown) => (reply: unknown) => expect(reply).toEqual(wanted);
export const matches = (wanted: object) => (reply: unknown) => expect(reply).toMatchObject(wanted);
