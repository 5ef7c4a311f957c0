// Somebody signs cards in the name of a contact (with a stolen signing key, say) and takes out, swaps or adds keys in the
// extensions of the card.
import { beforeEach, describe, expect, it } from 'vitest';
import { type MakeCard, makeCard } from '../../src/envelope/card.ts';
import type { CardExtension } from '../../src/envelope/card-keys.ts';
import { carol, bob as keys, mallory } from '../unit/envelope/people.ts';
import { codeOf, makePerson, type Stand } from '../unit/keeper/stand.ts';

const now = Date.now();
const key = (type: number, byte = 1): CardExtension => ({ type, value: new Uint8Array(33).fill(byte) });
const bobs = async (day: number, extensions: readonly CardExtension[], changes: Partial<MakeCard> = {}) => {
  const about = { name: 'Bob', created: now + day, expires: now + 86_400_000, ed25519: keys.ed25519 };
  return (await makeCard({ ...about, x25519: keys.x25519.publicKey, extensions, ...changes })).text;
};
const known = [key(256), key(300)];

describe('a verified contact with more keys than two', () => {
  let alice: Stand;
  let id: string;

  beforeEach(async () => {
    alice = await makePerson('Alice');
    const added = await alice.say('contacts.add', { card: await bobs(0, known) });
    ({ id } = added);
    await alice.say('contacts.verify', { id, fingerprint: added.fingerprint });
  });

  it.each([
    ['is taken out', [key(256)]],
    ['is swapped', [key(256), key(300, 2)]],
    ['moves', [key(256), key(301)]],
    ['is swapped beside a new one', [key(256, 2), key(300), key(400)]],
    ['is taken out with all others', []],
  ])('raises an alarm where one %s, and nothing is taken over', async (_, extensions) => {
    const before = await alice.say('contacts.list', {});
    const card = await bobs(1, extensions);
    expect(await alice.say('contacts.inspect', { card })).toMatchObject({ kind: 'changed', signed: true });
    expect(await codeOf(alice.say('contacts.add', { card }))).toBe('card-changed');
    expect(await codeOf(alice.say('contacts.addAs', { card, alias: 'Robert' }))).toBe('card-changed');
    expect(await alice.say('contacts.list', {})).toEqual(before);
  });

  it('is not verified any more where such a card was accepted, and no key is in use twice', async () => {
    const card = await bobs(1, [key(256)]);
    const replaced = await alice.say('contacts.replace', { id, card });
    expect(replaced).toMatchObject({ card, verified: false, earlierCards: 0 });
    expect(await alice.say('contacts.replace', { id, card })).toEqual(replaced);
    expect((await alice.say('contacts.inspect', { card: await bobs(2, known) })).kind).toBe('keys-added');
  });

  it('is told of a new key once, and stays verified', async () => {
    const card = await bobs(1, [...known, key(511)]);
    const look = await alice.say('contacts.inspect', { card });
    expect(look.kind).toBe('keys-added');
    const added = await alice.say('contacts.add', { card });
    expect(added).toMatchObject({ id, card, verified: true, fingerprint: look.card.fingerprint });
    expect(added.fingerprint).not.toBe(look.contact?.fingerprint);
    expect((await alice.say('contacts.inspect', { card })).kind).toBe('same');
    const { events } = await alice.say('activity.list', {});
    expect(events.filter(({ kind }) => kind === 'contact-key-added')).toHaveLength(1);
    const without = await bobs(2, known);
    expect((await alice.say('contacts.inspect', { card: without })).kind).toBe('changed');
  });

  it('is to be compared again where a key was added since, until it is', async () => {
    expect((await alice.say('contacts.list', {}))[0]).not.toHaveProperty('keyAdded');
    const added = await alice.say('contacts.add', { card: await bobs(1, [...known, key(511)]) });
    expect(added).toMatchObject({ verified: true, keyAdded: true });
    expect((await alice.say('contacts.list', {}))[0]).toMatchObject({ verified: true, keyAdded: true });
    const compared = await alice.say('contacts.verify', { id, fingerprint: added.fingerprint });
    expect(compared.verified).toBe(true);
    expect(compared).not.toHaveProperty('keyAdded');
    const later = await alice.say('contacts.add', { card: await bobs(2, [...known, key(511), key(600)]) });
    expect(later).not.toHaveProperty('keyAdded');
    const unverified = await alice.say('contacts.unverify', { id });
    expect(unverified).not.toHaveProperty('keyAdded');
  });

  it('is verified only by the fingerprint that has all keys in it', async () => {
    await alice.say('contacts.unverify', { id });
    const twoKeys = Buffer.from(keys.fingerprint).toString('hex');
    expect(await codeOf(alice.say('contacts.verify', { id, fingerprint: twoKeys }))).toBe('card-changed');
  });

  it('keeps its card where an earlier one comes, or another of the same moment', async () => {
    for (const card of [await bobs(-1, []), await bobs(0, [key(256, 2)])]) {
      expect((await alice.say('contacts.inspect', { card })).kind).toBe('older');
      expect(await alice.say('contacts.add', { card })).toMatchObject({ card: await bobs(0, known), verified: true });
    }
  });

  it('does not say that they signed what only a key signed that they gave up', async () => {
    const moved = { ed25519: mallory.ed25519, x25519: mallory.x25519.publicKey };
    await alice.say('contacts.replace', { id, card: await bobs(1, known, moved) });
    const look = await alice.say('contacts.inspect', { card: await bobs(2, [], { x25519: carol.x25519.publicKey }) });
    expect(look).toMatchObject({ kind: 'changed', earlier: true });
    expect(look).not.toHaveProperty('signed');
  });

  it('raises an alarm at a later card of a pair that was replaced, and takes it where that is accepted', async () => {
    const moved = { ed25519: mallory.ed25519, x25519: mallory.x25519.publicKey };
    await alice.say('contacts.replace', { id, card: await bobs(2, known, moved) });
    expect((await alice.say('contacts.inspect', { card: await bobs(1, known) })).kind).toBe('older');
    const card = await bobs(3, known);
    expect(await alice.say('contacts.inspect', { card })).toMatchObject({ kind: 'changed', earlier: true });
    expect(await codeOf(alice.say('contacts.add', { card }))).toBe('card-changed');
    // Its texts could be of either of the two.
    expect(await codeOf(alice.say('contacts.addAs', { card, alias: 'Robert' }))).toBe('card-changed');
    expect(await alice.say('contacts.replace', { id, card })).toMatchObject({ card, verified: false });
  });

  it('takes a later card also where the key that it was to bring has come meanwhile', async () => {
    const cards = [await bobs(1, [...known, key(400)]), await bobs(2, [...known, key(400)])];
    const [first, second] = await Promise.all(cards.map((card) => alice.say('contacts.add', { card })));
    expect([first?.card, second?.card]).toEqual(cards);
    const { events } = await alice.say('activity.list', {});
    const kinds = events.map(({ kind }) => kind).filter((kind) => /card-renewed|key-added/.test(kind));
    expect(kinds.sort()).toEqual(['contact-card-renewed', 'contact-key-added']);
  });

  it('takes one of two cards that come at once and bring different keys', async () => {
    const cards = [await bobs(1, [...known, key(400)]), await bobs(2, [...known, key(500)])];
    await Promise.all(cards.map((card) => codeOf(alice.say('contacts.add', { card }))));
    const { events } = await alice.say('activity.list', {});
    expect(events.filter(({ kind }) => kind === 'contact-key-added')).toHaveLength(1);
  });

  it('is somebody else under another signing key, with all keys of the extensions', async () => {
    const card = await bobs(1, known, { ed25519: mallory.ed25519 });
    const look = await alice.say('contacts.inspect', { card });
    expect(look.kind).toBe('changed');
    expect(look.signed).toBeUndefined();
  });
});

describe('a contact with two keys', () => {
  it('has the fingerprint it always had, and one number with me on both sides', async () => {
    const [alice, other] = [await makePerson('Alice'), await makePerson('Bob')];
    const atAlice = await alice.say('contacts.add', { card: other.card });
    const atBob = await other.say('contacts.add', { card: alice.card });
    expect(atAlice.pair).toHaveLength(12);
    expect(atBob.pair).toEqual(atAlice.pair);
    const added = await alice.say('contacts.add', { card: await bobs(0, [], { name: 'Carl' }) });
    expect(added.fingerprint).toBe(Buffer.from(keys.fingerprint).toString('hex'));
  });
});
