import { encodeHex } from '../../bytes/hex.ts';
import { addRecoverySlot, makeRecoveryKey } from '../../vault/slots/add-slot.ts';
import { isRecoveryGroup } from '../../vault/slots/recovery-key.ts';
import { SheetError } from '../errors.ts';
import { pickTwo } from '../pending.ts';
import { provenSession } from '../way-in.ts';
import type { Handler } from './handler.ts';
import { slotsOf } from './slots.ts';

/** Nothing is written: a sheet that was lost before it was confirmed opens nothing. */
export const make: Handler<'recovery.make'> = async (keeper, { proof }) => {
  const { vault, pending } = await provenSession(keeper, proof);
  const groups = makeRecoveryKey(vault);
  const ask = pickTwo(groups.length);
  pending.sheet = { groups, ask };
  return { groups, ask, vaultId: encodeHex(vault.vaultId), date: Date.now(), counter: vault.counter };
};

/** A person who has typed two groups of it has the sheet before them. */
export const confirm: Handler<'recovery.confirm'> = async (keeper, { typed }) => {
  const session = keeper.session();
  const { sheet } = session.pending;
  if (!sheet) throw new SheetError('recovery-gone');
  for (const [n, group] of sheet.ask.entries())
    if (!isRecoveryGroup(sheet.groups, group, typed[n] ?? '')) throw new SheetError('recovery-group-wrong', { group });
  await addRecoverySlot(session.vault, { name: '', now: Date.now(), groups: sheet.groups });
  session.pending.sheet = undefined;
  return slotsOf(session);
};
