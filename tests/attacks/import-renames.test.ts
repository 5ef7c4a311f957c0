// A file that somebody made names a contact of mine: by the name I am to give them, or by the name on a later card of theirs.
import { describe, expect, it } from 'vitest';
import { displayName, verificationOf } from '../../src/keeper/contacts.ts';
import type { Contact } from '../../src/vault/stores/contacts.ts';
import { now } from '../unit/vault/support.ts';
import { cardOf, contactOf } from '../unit/vault/transfer/people.ts';
import { alice, bob, carry, contactsOf, mallory, one, two, vaultWith } from '../unit/vault/transfer/vaults.ts';

const known = await cardOf({ ...mallory, name: 'Mallory' });
const bobs = await cardOf(bob);
const { fingerprint } = known;
const names = ['Bob', 'Bob ✓ verified', 'Alice'];

/** What a file makes of Mallory, whom I verified, in a vault where Bob is, too. */
const carried = async (theirs: Partial<Contact>) => {
  const contacts = [
    contactOf(one, [known], { verifiedFingerprint: fingerprint }),
    contactOf(two, [bobs], { verifiedFingerprint: bobs.fingerprint }),
  ];
  const target = await vaultWith({ me: alice, contacts });
  const preview = await carry({ me: alice, contacts: [contactOf(one, [known], theirs)] }, target);
  const contact = (await contactsOf(target)).find(({ id }) => id === one)!;
  const { conflicts } = preview.stores.find(({ store }) => store === 'contacts')!;
  return { contact, conflicts };
};

describe('a contact that a file names otherwise', () => {
  it.each(names)('keeps the name that I know them by, and the mark: %s', async (alias) => {
    const { contact, conflicts } = await carried({ alias });
    expect(displayName(contact)).toBe('Mallory');
    expect(verificationOf(contact, fingerprint)).toEqual({ verified: true });
    expect(conflicts).toEqual([{ reason: 'alias', name: 'Mallory' }]);
  });

  it.each(names)('keeps it beside a later card of theirs with that name: %s', async (name) => {
    const later = await cardOf({ ...mallory, name: name.replace(' ✓', '') }, 5);
    const { contact, conflicts } = await carried({ cards: [later] });
    expect(contact.cards.at(-1)).toEqual(later);
    expect(displayName(contact)).toBe('Mallory');
    expect(conflicts).toEqual([{ reason: 'alias', name: 'Mallory' }]);
  });

  it('goes by the card alone where all agree', async () => {
    const { contact, conflicts } = await carried({ cards: [await cardOf({ ...mallory, name: 'Mallory' }, 5)] });
    expect(contact.alias).toBe('');
    expect(conflicts).toEqual([]);
  });
});

describe('a contact in a file', () => {
  const both = () => vaultWith({ me: alice, contacts: [contactOf(one, [known]), contactOf(two, [bobs])] });

  it('does not come to hold the keys of another contact of mine, who is told by them', async () => {
    for (const cards of [[bobs, known], [known, bobs], [bobs]]) {
      const target = await both();
      const preview = await carry({ me: alice, contacts: [contactOf(one, cards)] }, target);
      expect(await contactsOf(target)).toEqual([contactOf(one, [known]), contactOf(two, [bobs])]);
      const { conflicts } = preview.stores.find(({ store }) => store === 'contacts')!;
      expect(conflicts).toContainEqual({ reason: 'keys', name: 'Mallory' });
    }
  });

  it('comes back from the bin under a name that nobody can take for one who is there', async () => {
    const gone = contactOf(one, [known], { alias: 'Bob', removedAt: now });
    const target = await vaultWith({ me: alice, contacts: [gone, contactOf(two, [bobs])] });
    const preview = await carry({ me: alice, contacts: [contactOf(one, [known])] }, target);
    expect((await contactsOf(target)).map(displayName)).toEqual(['Bob (2)', 'Bob']);
    const { conflicts } = preview.stores.find(({ store }) => store === 'contacts')!;
    expect(conflicts).toEqual([{ reason: 'namesake', name: 'Bob' }]);
  });
});
