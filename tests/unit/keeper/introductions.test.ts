// A first text to somebody who does not know me: Alice has Bob's card, Bob has none.
import { describe, expect, it } from 'vitest';
import type { Opened, Sender } from '../../../src/bridge/views.ts';
import { sealedLength } from '../../../src/bytes/sealed-length.ts';
import { makeCard, parseCard } from '../../../src/envelope/card.ts';
import { parseMessage } from '../../../src/envelope/open.ts';
import { SLOT_INTRODUCTION } from '../../../src/envelope/parts.ts';
import { sealMessage } from '../../../src/envelope/seal.ts';
import { makeShortCard } from '../../../src/envelope/short-card.ts';
import { makePerson as makeKeys, type Person } from '../envelope/people.ts';
import { byPassphrase, codeOf, makePerson, passphraseOf, proofOf } from './stand.ts';

const origin = 'https://forum.example';
const day = 86_400_000;
const introductionsOf = (token: string): number =>
  parseMessage(token).slots.filter(({ type }) => type === SLOT_INTRODUCTION).length;
const introduced = ({ sender }: Opened): Extract<Sender, { kind: 'introduced' }> => {
  if (sender.kind !== 'introduced') throw new Error(sender.kind);
  return sender;
};

/** Alice knows Bob and writes to him. */
const meet = async () => {
  const [alice, bob] = await Promise.all([makePerson('Alice'), makePerson('Bob')]);
  const { id } = await alice.say('contacts.add', { card: bob.card });
  const write = async (introductions?: number) =>
    (
      await alice.say('text.seal', {
        text: 'hello',
        to: [id],
        origin,
        ...(introductions !== undefined && { introductions }),
      })
    ).token;
  return { alice, bob, id, write };
};

/** A text by keys of nobody's vault. */
const textBy = async (writer: Person, to: string, name: string, expires = Date.now() + 365 * day) => {
  const created = Date.now() - 400 * day;
  const about = { name: 'Placeholder', created, expires, ed25519: writer.ed25519, x25519: writer.x25519.publicKey };
  const full = await makeCard(about);
  const short = await makeShortCard({ ...full, name }, writer.ed25519.privateKey);
  const { fingerprint, x25519 } = await parseCard(to);
  const reader = { fingerprint, x25519 };
  const content = { text: 'hello', time: Date.now(), origin, sender: writer, recipients: [reader] };
  const { keeper } = await makePerson('Nobody');
  const token = await sealMessage(keeper.core, { ...content, introduction: { card: short, to: [reader] } });
  return { token, full };
};

describe('a first text', () => {
  it('opens for a reader who has no card of its writer, as one by a stranger', async () => {
    const { bob, write } = await meet();
    const token = await write(1);
    const opened = await bob.say('text.open', { token });
    expect(opened).toMatchObject({ text: 'hello', origin, sender: { kind: 'introduced', name: 'Alice' } });
    const { card } = introduced(opened);
    expect(await bob.say('contacts.inspect', { card })).toMatchObject({ kind: 'new', card: { name: 'Alice' } });
    expect(await bob.say('contacts.list', {})).toEqual([]);
    expect(await codeOf(bob.say('text.open', { token: await write(0) }))).toBe('not-for-me');
    expect(await codeOf(bob.say('text.open', { token: await write() }))).toBe('not-for-me');
  });

  it('tells a page nothing: its mark is that of a text for others, until its writer is a contact', async () => {
    const { bob, write } = await meet();
    const tokens = [await write(1), await write(0)];
    const look = () => bob.say('text.inspect', { tokens }, { kind: 'background' });
    expect(await look()).toEqual(['neither', 'neither']);
    const { card } = introduced(await bob.say('text.open', { token: tokens[0]! }));
    await bob.say('contacts.add', { card });
    expect(await look()).toEqual(['for-you', 'for-you']);
  });

  it('leads to an answer, and the next text introduces nobody', async () => {
    const { alice, bob, id, write } = await meet();
    const token = await write(1);
    const { card } = introduced(await bob.say('text.open', { token }));
    const added = await bob.say('contacts.add', { card });
    expect(added).toMatchObject({ alias: 'Alice', verified: false });
    expect(added.answered).toBeUndefined();
    const again = await bob.say('text.open', { token });
    expect(again.sender).toMatchObject({ kind: 'contact', id: added.id, name: 'Alice', verified: false });
    expect(await bob.say('contacts.list', {})).toMatchObject([{ id: added.id, answered: true }]);
    const answer = await bob.say('text.seal', { text: 'hi', to: [added.id], origin, introductions: 1 });
    expect(introductionsOf(answer.token)).toBe(0);
    expect(introductionsOf(await write(1))).toBe(1);
    expect((await alice.say('text.open', { token: answer.token })).sender).toMatchObject({ kind: 'contact', id });
    expect(introductionsOf(await write(1))).toBe(0);
    expect((await alice.say('contacts.list', {}))[0]).toMatchObject({ id, answered: true });
    await alice.say('vault.lock', {});
    await alice.say('vault.unlock', { way: byPassphrase(passphraseOf('Alice')) });
    expect(introductionsOf(await write(1))).toBe(0);
    const two = { text: 'hello', origin, recipients: 1, passphrases: 0 };
    expect(await write(1)).toHaveLength(sealedLength({ ...two, introductions: 0 }));
  });

  it('is as long as was said, and goes to as many new people as there is room for', async () => {
    const { alice, id } = await meet();
    const carol = await makePerson('Carol');
    const { id: other } = await alice.say('contacts.add', { card: carol.card });
    for (const introductions of [0, 1, 2, 9]) {
      const { token } = await alice.say('text.seal', { text: 'x', to: [id, other], origin, introductions });
      const counted = Math.min(2, introductions);
      expect(introductionsOf(token)).toBe(counted);
      const about = { text: 'x', origin, recipients: 2, passphrases: 0, introductions: counted };
      expect(token).toHaveLength(sealedLength(about));
    }
  });

  it('by a card that was added is completed by the full card later, with no alarm and no mark lost', async () => {
    const { alice, bob, write } = await meet();
    const { card } = introduced(await bob.say('text.open', { token: await write(1) }));
    const { id, fingerprint } = await bob.say('contacts.add', { card });
    await bob.say('contacts.verify', { id, fingerprint });
    expect(await bob.say('contacts.inspect', { card: alice.card })).toMatchObject({ kind: 'newer' });
    const full = await bob.say('contacts.add', { card: alice.card });
    expect(full).toMatchObject({ id, verified: true, fingerprint, card: alice.card, earlierCards: 0 });
    expect(await bob.say('contacts.inspect', { card })).toMatchObject({ kind: 'same' });
    expect(await bob.say('contacts.add', { card })).toMatchObject({ id, card: alice.card });
  });
});

describe('a contact who was introduced', () => {
  it('goes through an export with their short card, and has answered the same identity and no other', async () => {
    const { bob, write } = await meet();
    const token = await write(1);
    const { card } = introduced(await bob.say('text.open', { token }));
    await bob.say('contacts.add', { card });
    await bob.say('text.open', { token });
    const proof = proofOf('Bob');
    const { file } = await bob.say('export.make', { passphrase: 'of the file', proof });
    const fresh = await makePerson('Bob');
    const { id } = await fresh.say('import.preview', { file, passphrase: 'of the file' });
    await fresh.say('import.apply', { id, choices: [], proof });
    const [contact] = await fresh.say('contacts.list', {});
    expect(contact).toMatchObject({ name: 'Alice', card });
    expect(contact).not.toHaveProperty('answered');
    const sealed = await fresh.say('text.seal', { text: 'x', to: [contact!.id], origin, introductions: 1 });
    expect(introductionsOf(sealed.token)).toBe(1);
    expect((await fresh.say('text.open', { token })).sender).toMatchObject({ kind: 'contact', name: 'Alice' });
    expect((await fresh.say('contacts.list', {}))[0]).not.toHaveProperty('answered');
  });
});

describe('a stranger who introduces themselves', () => {
  it('under the name of a contact is an alarm, and is not added', async () => {
    const bob = await makePerson('Bob');
    await bob.say('contacts.add', { card: (await makePerson('Alice')).card });
    const { token } = await textBy(await makeKeys('thief'), bob.card, 'Аlice');
    const { card } = introduced(await bob.say('text.open', { token }));
    expect(await bob.say('contacts.inspect', { card })).toMatchObject({ kind: 'changed', contact: { alias: 'Alice' } });
    expect(await codeOf(bob.say('contacts.add', { card }))).toBe('card-changed');
  });

  it('with other keys of a known signature is an alarm', async () => {
    const bob = await makePerson('Bob');
    const [old, now] = [await makeKeys('dora'), await makeKeys('dora anew')];
    const { full } = await textBy(old, bob.card, 'Dora');
    await bob.say('contacts.add', { card: full.text });
    const { token } = await textBy(
      { ...now, ed25519: old.ed25519, fingerprint: (await changedCard(old, now)).fingerprint },
      bob.card,
      'Dora',
    );
    const { card } = introduced(await bob.say('text.open', { token }));
    expect(await bob.say('contacts.inspect', { card })).toMatchObject({ kind: 'changed', signed: true });
    expect(await codeOf(bob.say('contacts.add', { card }))).toBe('card-changed');
  });

  it.each([
    ['Eve ✓', 'Eve'],
    ['✓', '(?)'],
    ['Fieldseal', '(?)'],
    ['verified', '(?)'],
  ])('as "%s" is called %s, and is not added under that name', async (name, called) => {
    const bob = await makePerson('Bob');
    const { token } = await textBy(await makeKeys(`eve ${name}`), bob.card, name);
    const sender = introduced(await bob.say('text.open', { token }));
    expect(sender.name).toBe(called);
    expect(await codeOf(bob.say('contacts.add', { card: sender.card }))).toMatch(/^(card-name|name-reserved)$/);
  });

  it('with an expired card can be read, and not added', async () => {
    const bob = await makePerson('Bob');
    const { token } = await textBy(await makeKeys('fred'), bob.card, 'Fred', Date.now() - day);
    const { card } = introduced(await bob.say('text.open', { token }));
    expect(await bob.say('contacts.inspect', { card })).toMatchObject({ kind: 'new', card: { expired: true } });
    expect(await codeOf(bob.say('contacts.add', { card }))).toBe('card-expired');
  });

  it('who was added, removed and came back is a contact again, and was not one in between', async () => {
    const { bob, write } = await meet();
    const token = await write(1);
    const { card } = introduced(await bob.say('text.open', { token }));
    const { id } = await bob.say('contacts.add', { card });
    await bob.say('contacts.remove', { id });
    expect((await bob.say('text.open', { token })).sender).toMatchObject({ kind: 'introduced' });
    await bob.say('contacts.restore', { id });
    expect((await bob.say('text.open', { token })).sender).toMatchObject({ kind: 'contact', id });
  });

  it('who was removed and is added again is known to have answered', async () => {
    const { bob, write } = await meet();
    const token = await write(1);
    const { card } = introduced(await bob.say('text.open', { token }));
    for (const name of ['first', 'second', 'third']) {
      const { id } = await bob.say('contacts.add', { card });
      await bob.say('text.open', { token });
      expect([name, (await bob.say('contacts.list', {}))[0]]).toMatchObject([name, { id, answered: true }]);
      await bob.say('contacts.remove', { id });
    }
  });

  it('is nobody to write to from an edit, before they are added', async () => {
    const { bob, write } = await meet();
    const edit = await bob.say('text.edit', { token: await write(1) }, { kind: 'sidepanel' });
    expect(edit).toMatchObject({ to: [], others: 0, opened: { sender: { kind: 'introduced' } } });
  });
});

const changedCard = (old: Person, now: Person) =>
  makeCard({
    name: 'Dora',
    created: Date.now(),
    expires: Date.now() + day,
    ed25519: old.ed25519,
    x25519: now.x25519.publicKey,
  });
