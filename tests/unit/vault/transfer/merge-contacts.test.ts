import { describe, expect, it } from 'vitest';
import type { Contact } from '../../../../src/vault/stores/contacts.ts';
import { now } from '../support.ts';
import { contactOf } from './people.ts';

import {
  alice,
  bobCard,
  bobLater,
  carolCard,
  carry,
  contactsOf,
  malloryCard,
  one,
  opened,
  outcomeOf,
  three,
  two,
  vaultWith,
} from './vaults.ts';

describe('merging contacts', () => {
  const mine = (contact: Contact) => vaultWith({ me: alice, contacts: [contact] });

  it('keeps the keys in use, and theirs as earlier ones', async () => {
    const target = await mine(contactOf(one, [bobCard], { verifiedFingerprint: bobCard.fingerprint }));
    const theirs = contactOf(one, [malloryCard], { alias: 'Bob', verifiedFingerprint: malloryCard.fingerprint });
    const preview = await carry({ me: alice, contacts: [theirs] }, target);
    expect(preview.stores.find(({ store }) => store === 'contacts')).toEqual({
      store: 'contacts',
      added: 0,
      merged: 1,
      same: 0,
      conflicts: [
        { reason: 'keys', name: 'Bob' },
        { reason: 'verified', name: 'Bob' },
      ],
    });
    expect(await contactsOf(target)).toEqual([
      contactOf(one, [malloryCard, bobCard], { verifiedFingerprint: bobCard.fingerprint }),
    ]);
  });

  it('tells of other keys also where they stand behind those in use, as earlier ones', async () => {
    const target = await mine(contactOf(one, [bobCard]));
    const preview = await carry({ me: alice, contacts: [contactOf(two, [malloryCard, bobCard])] }, target);
    expect(preview.stores.find(({ store }) => store === 'contacts')).toMatchObject({
      merged: 1,
      conflicts: [{ reason: 'keys', name: 'Bob' }],
    });
    expect(await contactsOf(target)).toEqual([contactOf(one, [malloryCard, bobCard])]);
  });

  it('takes a later card of the same keys into use, and a verification of just these', async () => {
    const target = await mine(contactOf(one, [bobCard], { alias: 'Bobby' }));
    const theirs = contactOf(two, [bobLater], { alias: 'Robert', verifiedFingerprint: bobLater.fingerprint });
    const preview = await carry({ me: alice, contacts: [theirs] }, target);
    expect(preview.stores.find(({ store }) => store === 'contacts')).toMatchObject({
      added: 0,
      merged: 1,
      conflicts: [{ reason: 'alias', name: 'Bobby' }],
    });
    expect(await contactsOf(target)).toEqual([
      contactOf(one, [bobCard, bobLater], {
        alias: 'Bobby',
        verifiedFingerprint: bobCard.fingerprint,
        verifiedFromFile: true,
      }),
    ]);
  });

  it('does not take over a verification of keys that are not in use', async () => {
    const target = await mine(contactOf(one, [bobCard]));
    await carry(
      {
        me: alice,
        contacts: [contactOf(one, [bobCard, malloryCard], { verifiedFingerprint: malloryCard.fingerprint })],
      },
      target,
    );
    expect(await contactsOf(target)).toEqual([contactOf(one, [malloryCard, bobCard])]);
  });

  it('brings back what is in the bin here and not there', async () => {
    const target = await mine(contactOf(one, [bobCard], { removedAt: now }));
    await carry({ me: alice, contacts: [contactOf(one, [bobCard])] }, target);
    expect(await contactsOf(target)).toEqual([contactOf(one, [bobCard])]);
  });

  it('names somebody of the same name and other keys apart, says so, and does it once', async () => {
    const target = await mine(contactOf(one, [bobCard]));
    const theirs = { me: alice, contacts: [contactOf(two, [malloryCard])] };
    const preview = await carry(theirs, target);
    expect(preview.stores.find(({ store }) => store === 'contacts')).toMatchObject({
      added: 1,
      conflicts: [{ reason: 'namesake', name: 'Bob' }],
    });
    const both = [contactOf(one, [bobCard]), contactOf(two, [malloryCard], { alias: 'Bob (2)' })];
    expect(await contactsOf(target)).toEqual(both);
    const again = await carry(theirs, target);
    expect(again.stores.find(({ store }) => store === 'contacts')).toMatchObject({ same: 1, conflicts: [] });
    expect(await contactsOf(target)).toEqual(both);
  });

  it('adds the others, and leaves alone what is the same', async () => {
    const target = await mine(contactOf(one, [bobCard]));
    const file = await opened(
      await vaultWith({ me: alice, contacts: [contactOf(one, [bobCard]), contactOf(three, [carolCard])] }),
    );
    expect(await outcomeOf(target, file, 'contacts')).toMatchObject({ added: 1, merged: 0, same: 1, conflicts: [] });
  });
});
