import { equal } from '../../bytes/bytes.ts';
import { readNamed } from '../named-record.ts';
import { openStore } from '../store.ts';
import { engineOf, type Vault } from '../vault.ts';
import {
  type ActivityEvent,
  type ActivityHead,
  type ActivityPage,
  activityHeads,
  activityPages,
  deriveNext,
  deriveStart,
  headName,
} from './activity-record.ts';

/**
 * How the chain stands. `position` is the first that does not fit what is before it, counted from the very first event.
 * - `head`: the record of both ends is gone or damaged; no position after the first page's can be believed complete.
 * - `page`: a page is gone or damaged; the events from there to the next page are lost.
 * - `event`: an event is not the one that the chain was made with.
 * - `start`, `end`: the log does not begin at its anchor, or does not end where it should.
 */
export type ActivityChain =
  | { readonly kind: 'whole' }
  | {
      readonly kind: 'broken';
      readonly position: number;
      readonly reason: 'head' | 'page' | 'event' | 'start' | 'end';
    };

export interface Activity {
  /** In the order they were written, oldest first; whatever could be read, also where the chain is broken. */
  readonly events: readonly (ActivityEvent & { readonly position: number })[];
  /** How many older ones were dropped, since the log is bounded. */
  readonly dropped: number;
  readonly chain: ActivityChain;
}

/** The whole log with its verdict. Damage is part of what it gives; it throws only what every read of a vault throws. */
export const readActivity = async (vault: Vault): Promise<Activity> => {
  const { value: head, damaged } = await readNamed(vault, activityHeads, headName);
  const pages = (await openStore(vault, activityPages).list()).map(({ value }) => value);
  pages.sort((a, b) => a.number - b.number);
  const events = pages.flatMap(({ first, entries }) =>
    entries.map(({ event }, n) => ({ ...event, position: first + n })),
  );
  const dropped = head?.pages[0]?.first ?? pages[0]?.first ?? 0;
  if (!head) {
    const chain: ActivityChain =
      damaged || pages.length > 0 ? { kind: 'broken', position: dropped, reason: 'head' } : { kind: 'whole' };
    return { events, dropped, chain };
  }
  return { events, dropped, chain: verifyChain(vault, head, pages) };
};

const verifyChain = (vault: Vault, head: ActivityHead, pages: readonly ActivityPage[]): ActivityChain => {
  const { core, vaultId } = engineOf(vault).opener();
  const [anchor] = head.pages;
  if (!anchor) return head.count === 0 ? { kind: 'whole' } : { kind: 'broken', position: 0, reason: 'start' };
  const begins = anchor.first > 0 || equal(anchor.before, deriveStart(core, vaultId));
  if (!begins) return { kind: 'broken', position: anchor.first, reason: 'start' };
  let position = anchor.first;
  let hash = anchor.before;
  for (let n = 0; n < head.pages.length; n++) {
    const page = pages.find(({ number }) => number === head.firstPage + n);
    if (!page || page.first !== position || !equal(page.before, hash))
      return { kind: 'broken', position, reason: 'page' };
    for (const entry of page.entries) {
      hash = deriveNext(core, hash, position, entry.event);
      if (!equal(hash, entry.hash)) return { kind: 'broken', position, reason: 'event' };
      position++;
    }
  }
  const ends = position === head.count && equal(hash, head.hash);
  return ends ? { kind: 'whole' } : { kind: 'broken', position, reason: 'end' };
};
