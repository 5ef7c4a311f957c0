import type { SlotView } from '../../bridge/views.ts';
import {
  type AddSlotOptions,
  addPasskeySlot,
  addPasswordSlot,
  addPinSlot,
  makePrfSalt,
} from '../../vault/slots/add-slot.ts';
import { replacePassphrase } from '../../vault/slots/change-passphrase.ts';
import { removeSlot, renameSlot } from '../../vault/slots/change-slots.ts';
import { listSlots, readWaysIn } from '../../vault/slots/list-slots.ts';
import type { Session } from '../session.ts';
import { provenSession, toWayIn } from '../way-in.ts';
import type { Handler } from './handler.ts';

export const ways: Handler<'vault.ways'> = async (keeper) => {
  const { password, ...rest } = await keeper.withDatabase(readWaysIn);
  return { passphrase: password, ...rest };
};

/** In the order in which they were made. */
export const slotsOf = async ({ vault }: Session): Promise<SlotView[]> =>
  (await listSlots(vault)).sort((a, b) => a.created - b.created);

const named = (name: string): AddSlotOptions => ({ name: name.trim(), now: Date.now() });

export const list: Handler<'slots.list'> = (keeper) => slotsOf(keeper.session());

export const rename: Handler<'slots.rename'> = async (keeper, { id, name }) => {
  const session = keeper.session();
  await renameSlot(session.vault, id, name.trim());
  return slotsOf(session);
};

export const remove: Handler<'slots.remove'> = async (keeper, { id, proof }) => {
  const session = await provenSession(keeper, proof);
  await removeSlot(session.vault, id, Date.now());
  return slotsOf(session);
};

export const addPassphrase: Handler<'slots.addPassphrase'> = async (keeper, { passphrase, name, proof }) => {
  const session = await provenSession(keeper, proof);
  await addPasswordSlot(session.vault, passphrase, { ...named(name), ...keeper.vaultOptions });
  return slotsOf(session);
};

/** Any way in proves it: someone who opened the vault by their recovery key has forgotten this passphrase. */
export const changePassphrase: Handler<'slots.changePassphrase'> = async (keeper, { id, passphrase, proof }) => {
  const session = keeper.session();
  const change = { id, proof: toWayIn(proof), next: passphrase, now: Date.now() };
  await replacePassphrase(session.vault, { ...change, ...keeper.vaultOptions });
  const slots = await slotsOf(session);
  session.activity.add('passphrase-changed', slots.find((slot) => slot.id === id)?.name ?? '');
  return slots;
};

export const addPin: Handler<'slots.addPin'> = async (keeper, { pin, name, proof }) => {
  const session = await provenSession(keeper, proof);
  await addPinSlot(session.vault, pin, { ...named(name), ...keeper.vaultOptions });
  return slotsOf(session);
};

/** The user id is the vault's: a second passkey for the same vault on one authenticator takes the first one's place. */
export const preparePasskey: Handler<'passkey.prepare'> = async (keeper) => {
  const { vault } = keeper.session();
  const { passkeys } = await keeper.withDatabase(readWaysIn);
  return {
    userId: vault.vaultId,
    prfSalt: makePrfSalt(vault),
    known: passkeys.map(({ credentialId }) => credentialId),
  };
};

export const addPasskey: Handler<'slots.addPasskey'> = async (keeper, { credentialId, prfSalt, prf, name, proof }) => {
  const session = await provenSession(keeper, proof);
  await addPasskeySlot(session.vault, { credentialId, prfSalt, output: prf }, named(name));
  return slotsOf(session);
};
