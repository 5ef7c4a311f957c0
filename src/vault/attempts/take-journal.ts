import { equal } from '../../bytes/bytes.ts';
import { Reader } from '../../bytes/reader.ts';
import { Writer } from '../../bytes/writer.ts';
import type { Core } from '../../crypto/core.ts';
import type { Codec, StoreDefinition } from '../store.ts';
import {
  type AttemptsRow,
  deriveEntryMac,
  deriveNextKey,
  type JournalEntry,
  journalKeyLength,
} from './attempts-row.ts';

/** What the vault remembers of the journal, sealed: how far it was taken over, and the key that came next. */
export interface JournalMark {
  readonly taken: number;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

const codec: Codec<JournalMark> = {
  schema: 1,
  encode: ({ taken, key }) => new Writer().u32(taken).bytes(key).finish(),
  decode: (bytes) => {
    const reader = new Reader(bytes);
    const mark = { taken: reader.u32(), key: reader.bytes(journalKeyLength).slice() };
    reader.end();
    return mark;
  },
};

export const journalMarks: StoreDefinition<JournalMark> = { name: 'journal', codec };
export const journalMarkName = 'journal';

/** Each entry costs two hashes; more than this was never written by us between two unlocks. */
const maxSteps = 100_000;

export interface TakenJournal {
  /** The entries that were not taken over before. */
  readonly entries: readonly JournalEntry[];
  /** How many more there were, which the journal had no room for. */
  readonly omitted: number;
  /** `new`: there was no mark yet. `broken`: entries were changed, removed or put back, or the journal is gone. */
  readonly proof: 'whole' | 'new' | 'broken';
  /** Where the mark stands once these are taken over; nothing unless the proof is `whole`. */
  readonly mark?: JournalMark;
}

/** Compares the journal with the mark in the vault. Pure. */
export const takeJournal = (core: Core, row: AttemptsRow | undefined, mark: JournalMark | undefined): TakenJournal => {
  const all = row?.entries.map(({ entry }) => entry) ?? [];
  if (!mark) return { entries: all, omitted: 0, proof: 'new' };
  const next = row && followJournal(core, row, mark);
  if (!row || !next) return { entries: all, omitted: 0, proof: 'broken' };
  const fresh = row.total - mark.taken;
  const entries = fresh > 0 ? all.slice(-fresh) : [];
  return { entries, omitted: fresh - entries.length, proof: 'whole', mark: next };
};

const followJournal = (core: Core, row: AttemptsRow, mark: JournalMark): JournalMark | undefined => {
  const steps = row.total - mark.taken;
  if (steps < 0 || steps > maxSteps) return undefined;
  const first = row.total - row.entries.length;
  let key = mark.key;
  for (let index = mark.taken; index < row.total; index++) {
    const kept = row.entries[index - first];
    if (kept && !equal(deriveEntryMac(core, key, index, kept.entry), kept.mac)) return undefined;
    key = deriveNextKey(core, key);
  }
  return equal(key, row.key) ? { taken: row.total, key } : undefined;
};
