import { describe, expect, it } from 'vitest';
import { armor } from '../../../src/bytes/armor.ts';
import { concat } from '../../../src/bytes/bytes.ts';
import { MAX_INTRODUCTIONS } from '../../../src/bytes/sealed-length.ts';
import { makeCard } from '../../../src/envelope/card.ts';
import type { ContactPublic } from '../../../src/envelope/contact-slot.ts';
import { encodeHeader } from '../../../src/envelope/format2.ts';
import { derivePairHintKey, deriveSelfHintKey } from '../../../src/envelope/hints.ts';
import { inspectMessage } from '../../../src/envelope/inspect.ts';
import { sealIntroduction } from '../../../src/envelope/introduction.ts';
import { openMessage, parseMessage } from '../../../src/envelope/open.ts';
import { SLOT_CONTACT, SLOT_INTRODUCTION, type Slot } from '../../../src/envelope/parts.ts';
import { findReaders } from '../../../src/envelope/readers.ts';
import { type SealOptions, sealMessage } from '../../../src/envelope/seal.ts';
import { makeShortCard } from '../../../src/envelope/short-card.ts';
import { alice, bob, CHEAP_KDF, CORES, carol, codeOf, mallory, type Person } from './people.ts';

const TIME = Date.UTC(2026, 10, 29, 18);
const content = { text: 'We met at the fair.', time: TIME, origin: 'https://forum.example' };
const shortCardOf = async ({ ed25519, x25519 }: Person, name: string, expires = TIME + 1e9) => {
  const about = { name, created: TIME - 1e6, expires, ed25519, x25519: x25519.publicKey };
  return makeShortCard(await makeCard(about), ed25519.privateKey);
};
const alicesCard = await shortCardOf(alice, 'Alice');
const fromAlice = {
  ...content,
  from: { kind: 'introduced', card: { name: 'Alice', fingerprint: alice.fingerprint } },
};

describe.each(CORES)('an introduction, by %s', (_, core) => {
  const seal = (to: readonly ContactPublic[], options: Partial<SealOptions> = {}) =>
    sealMessage(core, {
      ...content,
      sender: alice,
      selfKey: alice.selfKey,
      recipients: [bob.contact],
      introduction: { card: alicesCard, to },
      ...options,
    });
  const open = (token: string, me: Person = bob, contacts: readonly ContactPublic[] = [carol.contact]) =>
    openMessage(core, token, { me, selfKey: me.selfKey, contacts });
  const codeFor = (token: string, ...keys: [Person?, ContactPublic[]?]) => codeOf(() => open(token, ...keys));

  /** Alice's text with other slots in its header. */
  const withSlots = (token: string, change: (slots: readonly Slot[]) => readonly Slot[]): string => {
    const { binding, slots, sealed } = parseMessage(token);
    return armor('message', concat(encodeHeader(binding, change(slots)), sealed));
  };

  it('opens a text for a reader who has no card of its writer, and tells whose keys these are', async () => {
    expect(await open(await seal([bob.contact]))).toMatchObject(fromAlice);
  });

  it('changes nothing for its writer, for a reader who has the card, or for other readers', async () => {
    const token = await seal([bob.contact], { recipients: [bob.contact, carol.contact] });
    expect((await open(token, alice)).from).toEqual({ kind: 'self' });
    const known = { kind: 'contact', fingerprint: alice.fingerprint };
    expect((await open(token, bob, [alice.contact])).from).toEqual(known);
    expect((await open(token, carol, [alice.contact])).from).toEqual(known);
    expect(await codeFor(token, carol)).toBe('not-for-me');
    expect(await codeFor(token, mallory)).toBe('not-for-me');
  });

  it('comes after all slots that wrap a key, one for each who is named', async () => {
    const token = await seal([carol.contact, bob.contact], { recipients: [bob.contact, carol.contact] });
    const types = parseMessage(token).slots.map(({ type }) => type);
    expect(types).toEqual([1, SLOT_CONTACT, SLOT_CONTACT, SLOT_INTRODUCTION, SLOT_INTRODUCTION]);
    for (const reader of [bob, carol]) expect(await open(token, reader)).toMatchObject(fromAlice);
  });

  it('goes before a passphrase', async () => {
    const token = await seal([bob.contact], { passphrase: { text: 'secret', kdf: CHEAP_KDF } });
    expect(await open(token)).toMatchObject(fromAlice);
    expect(await codeFor(token, carol)).toBe('passphrase-needed');
  });

  it('says its card also when that has expired', async () => {
    const card = await shortCardOf(alice, 'Alice', TIME - 1);
    const opened = await open(await seal([], { introduction: { card, to: [bob.contact] } }));
    expect(opened.from).toMatchObject({ kind: 'introduced', card: { expires: TIME - 1000 } });
  });

  it("does not open a text that is not by the card's owner", async () => {
    const forged = await seal([], { sender: mallory, introduction: { card: alicesCard, to: [bob.contact] } });
    expect(await codeFor(forged)).toBe('not-for-me');
    const mallorysCard = await shortCardOf(mallory, 'Alice');
    const own = await seal([], { sender: mallory, introduction: { card: mallorysCard, to: [bob.contact] } });
    const { from } = await open(own);
    expect(from).toMatchObject({ kind: 'introduced', card: { name: 'Alice', fingerprint: mallory.fingerprint } });
  });

  it('does not open with a card that nobody signed, that is no card, or that is mine', async () => {
    const bobsCard = await shortCardOf(bob, 'Bob');
    const unsigned = alicesCard.with(200, alicesCard[200]! ^ 1);
    for (const card of [unsigned, new Uint8Array(236), bobsCard]) {
      expect(await codeFor(await seal([], { introduction: { card, to: [bob.contact] } }))).toBe('not-for-me');
    }
  });

  it('is of one text: taken over into another one it is not even a card', async () => {
    const [first, second] = await Promise.all([seal([bob.contact]), seal([bob.contact])]);
    const taken = parseMessage(first).slots.at(-1)!;
    expect(await codeFor(withSlots(second, (slots) => [...slots.slice(0, -1), taken]))).toBe('not-for-me');
  });

  it('cannot be dropped, added, moved or swapped without being seen', async () => {
    const token = await seal([bob.contact, carol.contact], { recipients: [bob.contact, carol.contact] });
    const { binding } = parseMessage(token);
    const other = await sealIntroduction(core, binding, bob.contact, alicesCard, (n) =>
      crypto.getRandomValues(new Uint8Array(n)),
    );
    const changes: readonly ((slots: readonly Slot[]) => readonly Slot[])[] = [
      (slots) => slots.slice(0, -1),
      (slots) => [...slots, other],
      (slots) => [...slots.slice(0, 3), ...slots.slice(3).toReversed()],
      (slots) => slots.with(3, other),
    ];
    for (const change of changes) {
      const changed = withSlots(token, change);
      expect(await codeFor(changed)).toBe('slot-tampered');
      expect(await codeFor(changed, bob, [alice.contact])).toBe('slot-tampered');
      expect(await codeFor(changed, alice)).toBe('slot-tampered');
    }
    const without = withSlots(await seal([bob.contact]), (slots) => slots.slice(0, -1));
    expect(await codeFor(without)).toBe('not-for-me');
  });

  it('is refused with any byte of it changed', async () => {
    const token = await seal([bob.contact]);
    for (let at = 0; at < 284; at += 7) {
      const changed = withSlots(token, (slots) => {
        const last = slots.at(-1)!;
        return slots.with(-1, { ...last, content: last.content.with(at, last.content[at]! ^ 0x10) });
      });
      expect(await codeFor(changed)).toBe('not-for-me');
    }
  });

  it('is tried four times in a text and no more, and not at all where a hint fits', async () => {
    let tried = 0;
    const counting = {
      ...core,
      aesGcmOpen: (...given: Parameters<typeof core.aesGcmOpen>) => {
        tried++;
        return core.aesGcmOpen(...given);
      },
    };
    const nine = withSlots(await seal([bob.contact]), (slots) => [
      ...slots.slice(0, 2),
      ...Array.from({ length: 8 }, () => ({ type: SLOT_INTRODUCTION, content: new Uint8Array(284).fill(9) })),
      slots.at(-1)!,
    ]);
    const keys = { me: bob, selfKey: bob.selfKey };
    expect(await codeOf(() => openMessage(counting, nine, { ...keys, contacts: [] }))).toBe('not-for-me');
    expect(tried).toBe(MAX_INTRODUCTIONS);
    expect(await codeOf(() => openMessage(counting, nine, { ...keys, contacts: [alice.contact] }))).toBe(
      'slot-tampered',
    );
    expect(tried).toBe(MAX_INTRODUCTIONS);
  });

  it('is written four times in a text and no more', async () => {
    await expect(seal(Array.from({ length: 5 }, () => bob.contact))).rejects.toThrow(RangeError);
    const recipients = Array.from({ length: 254 }, () => bob.contact);
    expect(await codeOf(() => seal([bob.contact], { recipients }))).toBe('too-many-recipients');
  });

  it('is passed over where an encapsulated key is none', async () => {
    const token = withSlots(await seal([bob.contact]), (slots) => [
      ...slots,
      { type: SLOT_INTRODUCTION, content: new Uint8Array(284) },
    ]);
    expect(await codeFor(token, carol)).toBe('not-for-me');
  });

  it('tells a look at the hints nothing, and is no reader', async () => {
    const token = await seal([bob.contact]);
    const pair = { own: bob.x25519.privateKey, peer: carol.x25519.publicKey };
    const hintKey = await derivePairHintKey(core, { ...pair, writer: carol.fingerprint, reader: bob.fingerprint });
    const keys = { self: deriveSelfHintKey(core, bob.selfKey), pairs: [{ fingerprint: carol.fingerprint, hintKey }] };
    expect(inspectMessage(core, token, keys)).toEqual({ kind: 'other' });
    expect(findReaders(core, token, []).others).toBe(1);
  });

  it('leaves no key in the buffers it was sealed and opened through', async () => {
    const given: Uint8Array[] = [];
    const watched = {
      ...core,
      aesGcmSeal: (...values: Parameters<typeof core.aesGcmSeal>) => {
        given.push(values[0]);
        return core.aesGcmSeal(...values);
      },
      aesGcmOpen: (...values: Parameters<typeof core.aesGcmOpen>) => {
        given.push(values[0]);
        return core.aesGcmOpen(...values);
      },
    };
    const about = { ...content, sender: alice, recipients: [bob.contact] };
    const token = await sealMessage(watched, { ...about, introduction: { card: alicesCard, to: [bob.contact] } });
    await openMessage(watched, token, { me: bob });
    expect(given).toHaveLength(4);
    for (const key of given) expect(key.every((byte) => byte === 0)).toBe(true);
  });
});
