import type { Core } from '../crypto/core.ts';
import { deriveHint, startsWithHint } from './hints.ts';
import { parseMessage } from './open.ts';
import { SLOT_CONTACT, SLOT_INTRODUCTION, SLOT_PASSPHRASE, SLOT_SELF, type Slot } from './parts.ts';

/** One card that I may have sealed for, with the key of the hints from me to it. */
export interface KnownReader {
  readonly fingerprint: Uint8Array;
  /** `derivePairHintKey` with me as writer and the card as reader. */
  readonly hintKey: Uint8Array;
}

/** For whom a text is, as far as somebody who knows these keys can tell. */
export interface ReadersFound {
  readonly fingerprints: readonly Uint8Array[];
  /** Slots for people, devices or teams that none of the keys names. */
  readonly others: number;
  readonly passphrase: boolean;
}

/** Slots that are for no other person. */
const nobody: ReadonlySet<number> = new Set([SLOT_SELF, SLOT_PASSPHRASE, SLOT_INTRODUCTION]);

/**
 * For which of the known cards a text has a slot, by the hints alone: a guess that is wrong once in 2^32. Hints tell
 * the writer whom they wrote for, and each reader of themselves; of the other readers of somebody's text they tell only
 * how many there are. Throws `SealedTextError`.
 */
export function findReaders(core: Core, token: string, known: readonly KnownReader[]): ReadersFound {
  const { salt, slots } = parseMessage(token);
  const waiting = new Set(slots.filter(({ type }) => !nobody.has(type)));
  const fingerprints: Uint8Array[] = [];
  for (const { fingerprint, hintKey } of known) {
    const hint = deriveHint(core, hintKey, salt);
    const fits = ({ type, content }: Slot): boolean => type === SLOT_CONTACT && startsWithHint(content, hint);
    const slot = [...waiting].find(fits);
    if (!slot) continue;
    waiting.delete(slot);
    fingerprints.push(fingerprint);
  }
  return { fingerprints, others: waiting.size, passphrase: slots.some(({ type }) => type === SLOT_PASSPHRASE) };
}
