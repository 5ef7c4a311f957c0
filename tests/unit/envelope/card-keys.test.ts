import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MakeCard, makeCard, parseCard } from '../../../src/envelope/card.ts';
import type { CardExtension } from '../../../src/envelope/card-keys.ts';
import { keysOnCard } from '../../../src/envelope/card-text.ts';
import { compareCards } from '../../../src/envelope/compare-cards.ts';
import {
  deriveFingerprint,
  deriveFullFingerprint,
  deriveShownFingerprint,
  pairNumber,
} from '../../../src/envelope/fingerprint.ts';
import { alice, bob, mallory } from './people.ts';

const CREATED = Date.UTC(2026, 10, 29);
const key = (type: number, byte = 1): CardExtension => ({ type, value: new Uint8Array(8).fill(byte) });
const card = (extensions: readonly CardExtension[], changes: Partial<MakeCard> = {}) =>
  makeCard({
    name: 'Alice',
    created: CREATED,
    expires: CREATED + 1000,
    ed25519: alice.ed25519,
    x25519: alice.x25519.publicKey,
    extensions,
    ...changes,
  });
const later = { created: CREATED + 1 };

describe('the keys in the extensions of a card', () => {
  const known = [key(256), key(511)];

  it.each([
    ['the same ones', known, 'newer'],
    ['another one beside them', [...known, key(300)], 'keys-added'],
    ['one in front of them', [key(257), ...known], 'keys-added'],
    ['one missing', [key(256)], 'keys-changed'],
    ['all missing', [], 'keys-changed'],
    ['one swapped', [key(256), key(511, 2)], 'keys-changed'],
    ['one empty', [key(256), { type: 511, value: new Uint8Array(0) }], 'keys-changed'],
    ['two that changed places', [key(257), key(511)], 'keys-changed'],
    ['one missing, and another in its place', [key(256), key(300)], 'keys-changed'],
    ['one swapped, and another beside it', [key(256, 2), key(300), key(511)], 'keys-changed'],
    ['prekeys and what is no key besides', [key(7), ...known, key(512), key(767), key(900)], 'newer'],
  ])('with %s', async (_, extensions, expected) => {
    expect(compareCards(await card(known), await card(extensions, later))).toBe(expected);
  });

  it('may come and go where they are not lasting', async () => {
    expect(compareCards(await card([key(255), key(512)]), await card([key(255, 2), key(767)], later))).toBe('newer');
  });

  it('are an alarm under another X25519 key, and of an earlier card nothing', async () => {
    const x25519 = bob.x25519.publicKey;
    expect(compareCards(await card(known), await card([...known, key(300)], { ...later, x25519 }))).toBe(
      'keys-changed',
    );
    expect(compareCards(await card(known, later), await card([]))).toBe('older');
    expect(compareCards(await card(known), await card([]))).toBe('older');
    expect(compareCards(await card(known), await card(known, { ...later, ed25519: mallory.ed25519 }))).toBe(
      'different-key',
    );
  });

  it('are read again from the text of a card', async () => {
    const { text, extensions } = await card(known);
    expect(keysOnCard(text)).toMatchObject({ extensions });
  });
});

describe('a fingerprint of version 2', () => {
  it('changes with every lasting key, and with nothing else', async () => {
    const one = await parseCard((await card([key(256), key(511)])).text);
    const same = await card([key(0), key(255), key(256), key(511), key(512), key(65_535)], { ...later, name: 'Else' });
    expect(same.fullFingerprint).toEqual(one.fullFingerprint);
    const others = await Promise.all([
      card([]),
      card([key(256)]),
      card([key(257), key(511)]),
      card([key(256), key(511, 2)]),
      card([key(256), key(300), key(511)]),
      card([key(256), key(511)], { x25519: bob.x25519.publicKey }),
      card([key(256), key(511)], { ed25519: bob.ed25519 }),
    ]);
    const all = [one, ...others].map(({ fullFingerprint }) => Buffer.from(fullFingerprint).toString('hex'));
    expect(new Set(all).size).toBe(all.length);
    expect(others.slice(0, 5).every(({ fingerprint }) => Buffer.from(fingerprint).equals(alice.fingerprint))).toBe(
      true,
    );
  });

  it('is what people see once there is a key beside the two, and not before', async () => {
    const [two, three] = [await card([key(512)]), await card([key(256)])];
    expect(deriveShownFingerprint(two)).toEqual(deriveFingerprint(two.ed25519, two.x25519));
    expect(deriveShownFingerprint(three)).toEqual(deriveFullFingerprint(three));
  });
});

describe('the number of a pair', () => {
  const fingerprint = fc.uint8Array({ minLength: 32, maxLength: 32 });

  it('is the same on both sides, twelve groups of five digits', () => {
    fc.assert(
      fc.property(fingerprint, fingerprint, (one, other) => {
        const number = pairNumber(one, other);
        expect(number.join(' ')).toMatch(/^(\d{5} ){11}\d{5}$/);
        expect(pairNumber(other, one)).toEqual(number);
      }),
    );
  });

  it('has each half in it, whoever the other is, the smaller first', () => {
    fc.assert(
      fc.property(fingerprint, fingerprint, (one, other) => {
        const half = pairNumber(one, one).slice(0, 6).join('');
        const number = pairNumber(one, other).join('');
        expect([number.slice(0, 30), number.slice(30)]).toContain(half);
        expect(number.slice(0, 30) <= number.slice(30)).toBe(true);
      }),
    );
    expect(() => pairNumber(new Uint8Array(31), new Uint8Array(32))).toThrow(RangeError);
  });
});
