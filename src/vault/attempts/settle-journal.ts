import type { ActivityEvent } from '../activity/activity-record.ts';
import { sealedEvent } from '../activity/append-activity.ts';
import { readNamed } from '../named-record.ts';
import type { RecordChange } from '../prepare-write.ts';
import { openStore } from '../store.ts';
import { engineOf, type Vault } from '../vault.ts';
import { attemptsKey, emptyAttempts, encodeAttempts, journalKeyLength, parseAttempts } from './attempts-row.ts';
import { journalMarkName, journalMarks, type TakenJournal, takeJournal } from './take-journal.ts';

/** What an unlock takes over from the time before it. */
export interface SettledJournal {
  readonly journal: TakenJournal;
  readonly events: readonly ActivityEvent[];
  readonly changes: readonly RecordChange[];
  /** A fresh journal, where the old one could not be gone on with. */
  readonly attempts?: Uint8Array;
}

/** Works out what is to be written; to be called inside the plan of that write. */
export const settleJournal = async (vault: Vault, now: number): Promise<SettledJournal> => {
  const { core, random, db } = engineOf(vault).parts;
  const { value: mark, damaged, writable } = await readNamed(vault, journalMarks, journalMarkName);
  const row = parseAttempts(await db.get('device', attemptsKey));
  const taken = takeJournal(core, row, mark);
  const journal = damaged ? { ...taken, proof: 'broken' as const } : taken;
  const events = eventsOf(journal, now);
  if (!writable) return { journal, events, changes: [] };
  const marks = openStore(vault, journalMarks);
  const id = marks.idOf(journalMarkName);
  if (journal.mark) {
    const moved = journal.mark.taken !== mark?.taken;
    return { journal, events, changes: moved ? [marks.putChange(id, journal.mark)] : [] };
  }
  const key = random(journalKeyLength);
  const attempts = encodeAttempts(emptyAttempts(key));
  return { journal, events, changes: [marks.putChange(id, { taken: 0, key })], attempts };
};

const eventsOf = ({ entries, omitted, proof }: TakenJournal, now: number): ActivityEvent[] => {
  const how = proof === 'whole' ? ('journal' as const) : ('unproven' as const);
  const failed = entries.map(({ at, way, interrupted }) => ({
    kind: interrupted ? 'unlock-interrupted' : 'unlock-failed',
    subject: way,
    at,
    proof: how,
  }));
  return [
    ...(proof === 'broken' ? [sealedEvent('attempts-unproven', '', now)] : []),
    ...(omitted > 0 ? [{ kind: 'unlock-failed-more', subject: `${omitted}`, at: now, proof: how }] : []),
    ...failed,
  ];
};
