import { equal } from '../../bytes/bytes.ts';
import { FieldsealError } from '../../bytes/errors.ts';
import { parseCard } from '../../envelope/card.ts';
import { type Kept, openStore } from '../store.ts';
import {
  hasSameKeys,
  type Identity,
  identityStore,
  isWhole,
  myRecordName,
  otherRecordName,
} from '../stores/identity.ts';
import type { Vault } from '../vault.ts';
import { type ImportChoices, type Merge, makeTransferRule, type Named } from './transfer-rule.ts';

/** Mine goes by one name, every other by its signing key: none of them pushes another aside. */
export const identityRule = makeTransferRule<Identity>({
  definition: identityStore,
  isWhole,
  nameOf: ({ id, value }, vault) =>
    id === openStore(vault, identityStore).idOf(myRecordName) ? myRecordName : otherRecordName(value),
  isSound: async ({ name, value }) =>
    (name === myRecordName || name === otherRecordName(value)) && (await isWhole(value)) && isCardSound(value),
  merge: (vault, mine, theirs, choices) => mergeIdentities(vault, mine, theirs, choices),
});

/** What shows me to others is signed with these very keys, under this very name: no card of somebody else, and none that is none. */
const isCardSound = async ({ card: text, name, ed25519Public, x25519Public }: Identity): Promise<boolean> => {
  try {
    const card = await parseCard(text);
    const isMine = equal(card.ed25519, ed25519Public) && equal(card.x25519, x25519Public);
    return isMine && card.name === name && card.text === text;
  } catch (error) {
    if (error instanceof FieldsealError) return false;
    throw error;
  }
};

const mergeIdentities = (
  vault: Vault,
  mine: readonly Kept<Identity>[],
  theirs: readonly Named<Identity>[],
  choices: ImportChoices,
): Merge<Identity> => {
  const { idOf } = openStore(vault, identityStore);
  const me = mine.find(({ id }) => id === idOf(myRecordName));
  const them = theirs.find(({ name }) => name === myRecordName);
  const known = mine.map(({ value }) => value);
  const fresh = theirs.filter(({ value }) => !known.some((each) => hasSameKeys(each, value)));
  const rivals = them !== undefined && !(me && hasSameKeys(me.value, them.value));
  // A file says who I am only where I said so, also where I am nobody yet.
  const swap = rivals && choices.identity === 'theirs';
  const puts = new Map<string, Identity>();
  const putAside = (value: Identity) => puts.set(idOf(otherRecordName(value)), value);
  for (const { value } of fresh) if (!swap || value !== them.value) putAside(value);
  if (swap && me) putAside(me.value);
  if (swap) puts.set(idOf(myRecordName), them.value);
  return {
    puts: [...puts].map(([id, value]) => ({ id, value })),
    added: fresh.length,
    merged: 0,
    same: theirs.length - fresh.length,
    conflicts: rivals ? [{ reason: 'identity', name: them.value.name }] : [],
  };
};
