import { equal, wipe } from '../bytes/bytes.ts';
import { OutOfMemoryError, StoppedError } from '../crypto/errors.ts';
import type { ActivityEvent } from './activity/activity-record.ts';
import { activityChanges, sealedEvent } from './activity/append-activity.ts';
import type { JournalEntry } from './attempts/attempts-row.ts';
import { settleJournal } from './attempts/settle-journal.ts';
import type { TakenJournal } from './attempts/take-journal.ts';
import type { WritePlan } from './engine.ts';
import { headerFormat, type ParsedHeader } from './header.ts';
import { deriveSecret, makeKdfParameters } from './kdf.ts';
import { defaultKdfCost, isWeaker, kdfPolicy } from './kdf-policy.ts';
import type { Manifest } from './manifest.ts';
import type { StretchOptions } from './new-password.ts';
import { valuesOf } from './prepare-write.ts';
import { isKeySlot, type KeySlot, type Slot, type SlotDraft } from './slot.ts';
import { sealSlot } from './slot-keys.ts';
import { bookFor, findSlot, keptSlots, withSlots } from './slots/header-change.ts';
import { findSlotEntry, readSlotBook, slotBookChange, withSlotEntry } from './slots/slot-book.ts';
import { engineOf, type Vault } from './vault.ts';

export interface SettleOptions extends StretchOptions {
  /** Milliseconds since 1970 UTC. */
  readonly now: number;
  /** What the vault was just opened with: needed where its slot's parameters are to be strengthened. */
  readonly passphrase?: string;
}

/** What was done, and what the person may want to know. */
export interface Settlement {
  /** The header was of an earlier format. */
  readonly upgraded: boolean;
  /** The passphrase's slot was wrapped again under the parameters of today. */
  readonly strengthened: boolean;
  /** Attempts that failed while the vault was locked. */
  readonly failed: readonly JournalEntry[];
  /** `broken`: the journal of these attempts was changed or removed. */
  readonly journal: TakenJournal['proof'];
  /** A vault key's change was begun and not finished: `continueRotation` finishes it. */
  readonly rotationUnfinished: boolean;
}

interface StrongerSlot {
  readonly of: KeySlot;
  readonly draft: SlotDraft;
  /** 32 bytes. */
  readonly secret: Uint8Array;
}

/**
 * What is to be done once a vault is open, in one write: an earlier header format is upgraded, weak KDF parameters are
 * strengthened, the slot's last use is noted, failed attempts and this unlock go into the activity log. To be called
 * after every unlocking; where it throws (the disk is full, say), the vault is open and works all the same.
 * @throws what `Vault.write` throws
 */
export const settleUnlock = async (vault: Vault, options: SettleOptions): Promise<Settlement> => {
  const engine = engineOf(vault);
  const stronger = await makeStronger(vault, await engine.headerNow(), options);
  try {
    return await engine.transact((current) => planSettlement(vault, current, options.now, stronger));
  } finally {
    wipe(stronger?.secret);
  }
};

/** Nothing where the slot is good, was changed meanwhile, where this machine has no memory for better or the person stops it. */
const makeStronger = async (
  vault: Vault,
  header: ParsedHeader,
  { passphrase, kdf = defaultKdfCost, policy = kdfPolicy }: SettleOptions,
): Promise<StrongerSlot | undefined> => {
  const { core, random, openedBy } = engineOf(vault).parts;
  const slot = findSlot(header, openedBy.slotId);
  if (passphrase === undefined || slot?.type !== 'password' || !isWeaker(slot.parameters, kdf)) return undefined;
  // Changed since it was opened: this passphrase must not come back.
  if (!equal(slot.commitment, openedBy.commitment)) return undefined;
  policy(kdf);
  const parameters = makeKdfParameters(kdf, random);
  try {
    const secret = await deriveSecret(core, passphrase, parameters);
    return { of: slot, draft: { type: 'password', id: slot.id, parameters }, secret };
  } catch (error) {
    if (error instanceof OutOfMemoryError || error instanceof StoppedError) return undefined;
    throw error;
  }
};

const planSettlement = async (
  vault: Vault,
  manifest: Manifest,
  now: number,
  stronger: StrongerSlot | undefined,
): Promise<WritePlan<Settlement>> => {
  const engine = engineOf(vault);
  const header = await engine.header(manifest);
  const slots = withStronger(vault, header, stronger);
  const upgraded = header.format < headerFormat;
  const strengthened = slots.some((slot) => isKeySlot(slot) && slot.id === stronger?.draft.id);
  const book = await planBook(vault, header, slots, now);
  const { journal, events, changes, attempts } = await settleJournal(vault, now);
  const own = [
    ...(upgraded ? [sealedEvent('vault-upgraded', `${header.format} ${headerFormat}`, now)] : []),
    ...(strengthened ? [sealedEvent('passphrase-strengthened', book.name, now)] : []),
    ...rollbackEvents(vault, now),
    sealedEvent('unlocked', `${engine.parts.openedBy.kind} ${book.name}`, now),
  ];
  const all = [...book.changes, ...changes, ...(await activityChanges(vault, [...events, ...own]))];
  return {
    changes: all,
    secrets: valuesOf(all),
    beside: {
      ...(upgraded || strengthened ? { header: withSlots(vault, header, slots) } : {}),
      ...(attempts && { attempts }),
    },
    result: {
      upgraded,
      strengthened,
      failed: journal.entries,
      journal: journal.proof,
      rotationUnfinished: header.previous !== undefined,
    },
  };
};

/** Only the very slot that was stretched for is replaced: another window may have changed the passphrase meanwhile. */
const withStronger = (vault: Vault, header: ParsedHeader, stronger: StrongerSlot | undefined): readonly Slot[] => {
  const slots = keptSlots(header);
  if (!stronger) return slots;
  const { core, keys } = engineOf(vault).opener();
  return slots.map((slot) =>
    isKeySlot(slot) && equal(slot.commitment, stronger.of.commitment)
      ? sealSlot(core, header, stronger.draft, stronger.secret, keys.vaultKey)
      : slot,
  );
};

const planBook = async (vault: Vault, header: ParsedHeader, slots: readonly Slot[], now: number) => {
  const { openedBy } = engineOf(vault).parts;
  const { book, writable } = await readSlotBook(vault);
  const whole = bookFor(header, slots, book);
  const used = { ...findSlotEntry(whole, openedBy.slotId), lastUsed: now };
  const present = findSlot(header, openedBy.slotId) !== undefined;
  const next = present ? withSlotEntry(whole, used) : whole;
  return { name: used.name, changes: writable ? [slotBookChange(vault, next)] : [] };
};

const rollbackEvents = (vault: Vault, now: number): ActivityEvent[] => {
  const state = vault.anchorState;
  return 'counter' in state ? [sealedEvent(`vault-${state.kind}`, `${state.counter}`, now)] : [];
};
