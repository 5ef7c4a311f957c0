// A file of contacts that somebody made: its cards bear the true signature of a contact, and other keys in the extensions.
import { describe, expect, it } from 'vitest';
import { makeCard, parseCard } from '../../src/envelope/card.ts';
import type { CardExtension } from '../../src/envelope/card-keys.ts';
import { readActivity } from '../../src/vault/activity/read-activity.ts';
import type { Contact, ContactCard } from '../../src/vault/stores/contacts.ts';
import { importVault } from '../../src/vault/transfer/import-vault.ts';
import { now } from '../unit/vault/support.ts';
import { record, sealed } from '../unit/vault/transfer/hostile.ts';
import { contactOf, withLoneMark } from '../unit/vault/transfer/people.ts';
import { alice, bob, carry, contactsOf, one, vaultWith } from '../unit/vault/transfer/vaults.ts';

const key = (type: number, byte = 1): CardExtension => ({ type, value: new Uint8Array(33).fill(byte) });
const bobs = async (day: number, extensions: readonly CardExtension[]): Promise<ContactCard & { full: Uint8Array }> => {
  const created = now + day * 86_400_000;
  const ed25519 = { privateKey: bob.ed25519Private, publicKey: bob.ed25519Public };
  const about = { name: 'Bob', created, expires: created + 86_400_000, ed25519, x25519: bob.x25519Public, extensions };
  const { extensions: _, fullFingerprint: full, ...card } = await makeCard(about);
  return { ...card, addedAt: now, full };
};
const stored = ({ full: _, ...card }: ContactCard & { full: Uint8Array }): ContactCard => card;
const known = await bobs(0, [key(256)]);
const verified = { verifiedFingerprint: known.fingerprint, verifiedFull: known.full };
const carried = async (mine: Partial<Contact>, cards: readonly ContactCard[], theirs: Partial<Contact> = {}) => {
  const target = await vaultWith({ me: alice, contacts: [contactOf(one, [stored(known)], mine)] });
  const preview = await carry({ me: alice, contacts: [contactOf(one, cards, theirs)] }, target);
  const contact = (await contactsOf(target))[0]!;
  const { extensions } = await parseCard(contact.cards.at(-1)!.text);
  const { conflicts } = preview.stores.find(({ store }) => store === 'contacts')!;
  const added = (await readActivity(target)).events.filter(({ kind }) => kind === 'contact-key-added');
  const told = added.map(({ subject }) => subject);
  return { contact, types: extensions.map(({ type }) => type), conflicts, told };
};

describe('an import', () => {
  it('takes no card into use that lacks a known key or swaps it, and says so', async () => {
    for (const extensions of [[], [key(256, 2)], [key(256, 2), key(300)]]) {
      const { contact, conflicts } = await carried(verified, [stored(await bobs(5, extensions))]);
      expect(contact.cards.at(-1)).toEqual(stored(known));
      expect(contact).toMatchObject(verified);
      expect(conflicts).toEqual([{ reason: 'keys', name: 'Bob' }]);
    }
  });

  it('takes a card with a new key and says so, and no later one without it', async () => {
    const cards = [await bobs(5, [key(256), key(300)]), await bobs(9, [key(256), key(400)])].map(stored);
    const { contact, types, conflicts, told } = await carried(verified, cards);
    expect(types).toEqual([256, 300]);
    expect(contact).toMatchObject(verified);
    expect(conflicts.map(({ reason }) => reason)).toEqual(['keys', 'new-key']);
    expect(told).toEqual(['Bob']);
  });

  it('tells of a new key also where later cards bring none, and of none where there is none', async () => {
    const cards = [await bobs(5, [key(256), key(300)]), await bobs(9, [key(256), key(300)])].map(stored);
    const { conflicts, told } = await carried(verified, cards);
    expect([conflicts, told]).toEqual([[{ reason: 'new-key', name: 'Bob' }], ['Bob']]);
    const same = await carried(verified, [stored(await bobs(5, [key(256)]))]);
    expect([same.conflicts, same.told]).toEqual([[], []]);
  });

  it('takes over a mark only for the very keys in use', async () => {
    const other = await bobs(5, [key(256, 2)]);
    const mark = { verifiedFingerprint: other.fingerprint, verifiedFull: other.full };
    const { contact } = await carried({}, [stored(other)], mark);
    expect(contact.verifiedFingerprint).toBeUndefined();
    const early = await carried({}, [stored(await bobs(-1, []))], { verifiedFingerprint: known.fingerprint });
    expect(early.contact.verifiedFingerprint).toBeUndefined();
    const same = await carried({}, [stored(known)], verified);
    expect(same.contact).toMatchObject(verified);
  });

  it('takes no mark for all keys without one for the two', async () => {
    const theirs = withLoneMark(contactOf(one, [stored(known)]), known.full);
    const file = await sealed(record('contacts', one, theirs, 2));
    const target = await vaultWith({ me: alice });
    await importVault(target, file, { now });
    expect(await contactsOf(target)).toEqual([contactOf(one, [stored(known)])]);
  });
});
