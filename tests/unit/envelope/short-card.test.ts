import { describe, expect, it } from 'vitest';
import { concat } from '../../../src/bytes/bytes.ts';
import { encodeUtf8 } from '../../../src/bytes/utf8.ts';
import { signEd25519 } from '../../../src/crypto/ed25519.ts';
import { type MakeCard, makeCard } from '../../../src/envelope/card.ts';
import type { CardExtension } from '../../../src/envelope/card-keys.ts';
import { keysOnCard, parseAnyCard } from '../../../src/envelope/card-text.ts';
import { compareCards } from '../../../src/envelope/compare-cards.ts';
import { deriveShownFingerprint } from '../../../src/envelope/fingerprint.ts';
import { makeShortCard, parseShortCard, SHORT_CARD } from '../../../src/envelope/short-card.ts';
import { alice, codeOf, mallory } from './people.ts';

const CREATED = Date.UTC(2026, 10, 29) + 999;
const card = (changes: Partial<MakeCard> = {}) => {
  const { ed25519, x25519 } = alice;
  const about = { name: 'Alice', created: CREATED, expires: CREATED + 86_400_000, ed25519 };
  return makeCard({ ...about, x25519: x25519.publicKey, ...changes });
};
const short = async (changes: Partial<MakeCard> = {}) => makeShortCard(await card(changes), alice.ed25519.privateKey);
const signed = async (bytes: Uint8Array): Promise<Uint8Array> => {
  const body = bytes.subarray(0, -64);
  return concat(body, await signEd25519(alice.ed25519.privateKey, concat(encodeUtf8('fieldseal/2/card'), body)));
};

describe('a short card', () => {
  it('has the keys, the fingerprints and the name of the full one, and the dates to the second', async () => {
    const full = await card({ extensions: [256, 511].map((type) => ({ type, value: new Uint8Array(1184) })) });
    const bytes = await makeShortCard(full, alice.ed25519.privateKey);
    expect(bytes).toHaveLength(SHORT_CARD);
    const { name, ed25519, x25519, fingerprint, fullFingerprint, created, expires } = full;
    const dates = { created: created - 999, expires: expires - 999 };
    const read = await parseShortCard(bytes);
    expect(read).toMatchObject({ name, ed25519, x25519, fingerprint, fullFingerprint, ...dates });
  });

  it.each([
    ['x'.repeat(64), 'x'.repeat(64)],
    ['李'.repeat(30), '李'.repeat(21)],
    [`${'é'.repeat(31)} ${'é'.repeat(5)}`, 'é'.repeat(31)],
  ])('cuts a long name between two code points: %s', async (name, cut) => {
    expect((await parseShortCard(await short({ name }))).name).toBe(cut);
  });

  it('is not made of dates that it has no room for, or that fall into one second', async () => {
    const last = 2 ** 40 * 1000;
    expect((await parseShortCard(await short({ expires: last - 1 }))).expires).toBe(last - 1000);
    for (const dates of [
      { expires: last },
      { created: last, expires: last + 2000 },
      { created: CREATED - 999, expires: CREATED },
    ])
      expect(await codeOf(() => short(dates))).toBe('card-dates');
  });

  it('is refused with any bit changed', async () => {
    const bytes = await short();
    const codes = ['damaged', 'newer-version', 'card-signature'];
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const code = await codeOf(() => parseShortCard(bytes.with(bit >> 3, bytes[bit >> 3]! ^ (1 << (bit & 7)))));
      if (!codes.includes(code as string)) expect([bit, code]).toEqual([bit, 'a refusal']);
    }
  });

  it('is refused in another form, though the signature is true', async () => {
    const bytes = await short();
    const name = 107;
    const forms = [
      [await signed(bytes.with(171, 1)), 'damaged'],
      [await signed(bytes.with(name, 65)), 'damaged'],
      [await signed(bytes.with(name, 0)), 'damaged'],
      [await signed(bytes.with(0, 0x21)), 'damaged'],
      [await signed(bytes.with(0, 0x32)), 'newer-version'],
      [await signed(bytes.with(name + 1, 0x0a)), 'card-name'],
      [await signed(concat(bytes.subarray(0, 6), bytes.subarray(1, 6), bytes.subarray(11))), 'card-dates'],
      [await signed(concat(bytes.subarray(0, 43), new Uint8Array(32), bytes.subarray(75))), 'card-keys'],
      [concat(bytes, Uint8Array.of(0)), 'damaged'],
      [bytes.subarray(0, -1), 'damaged'],
      [new Uint8Array(0), 'damaged'],
    ] as const;
    for (const [form, code] of forms) expect(await codeOf(() => parseShortCard(form))).toBe(code);
  });

  it('is not signed by a full card, nor by somebody else', async () => {
    const bytes = await short();
    const by = async (label: string, key: Uint8Array) =>
      concat(bytes.subarray(0, -64), await signEd25519(key, concat(encodeUtf8(label), bytes.subarray(0, -64))));
    for (const [label, key] of [
      ['fieldseal/1/card', alice.ed25519.privateKey],
      ['fieldseal/2/card', mallory.ed25519.privateKey],
    ] as const)
      expect(await codeOf(async () => parseShortCard(await by(label, key)))).toBe('card-signature');
  });
});

describe('a short card beside a full one', () => {
  const key = (type: number): CardExtension => ({ type, value: new Uint8Array(32).fill(1) });
  const both = async (extensions: readonly CardExtension[] = [], created = CREATED) => {
    const full = await card({ extensions, created, expires: created + 86_400_000 });
    return { full, short: await parseShortCard(await makeShortCard(full, alice.ed25519.privateKey)) };
  };

  it('is read again from its text, and shows the same fingerprint', async () => {
    for (const extensions of [[], [key(256)], [key(7), key(512)]]) {
      const { full, short } = await both(extensions);
      expect(await parseAnyCard(short.text)).toEqual(short);
      expect(keysOnCard(short.text)).toMatchObject({ ed25519: full.ed25519, x25519: full.x25519, keys: short.keys });
      expect(deriveShownFingerprint(short)).toEqual(deriveShownFingerprint(full));
      expect(await parseAnyCard(full.text)).toMatchObject({ text: full.text });
    }
    expect(await codeOf(() => parseAnyCard('0'.repeat(472)))).toBe('damaged');
    expect(
      await codeOf(async () =>
        parseAnyCard((await both()).short.text.replace(/.$/, (last) => (last === '0' ? '1' : '0'))),
      ),
    ).toBe('card-signature');
  });

  it('is completed by the full one of the same moment, or a later one, with its keys', async () => {
    for (const extensions of [[], [key(256)]]) {
      const { full, short } = await both(extensions);
      expect(compareCards(short, full)).toBe('newer');
      expect(compareCards(short, (await both(extensions, CREATED - 999)).full)).toBe('newer');
      expect(compareCards(short, (await both(extensions, CREATED + 5_000)).full)).toBe('newer');
      expect(compareCards(short, (await both(extensions, CREATED - 1_000)).full)).toBe('older');
    }
  });

  it('is an alarm for a full one with other lasting keys, unless it said that there were none', async () => {
    const [plain, one, other] = await Promise.all([
      both(),
      both([key(256)]),
      both([key(256), key(300)], CREATED + 5_000),
    ]);
    expect(compareCards(plain.short, one.full)).toBe('keys-added');
    expect(compareCards(one.short, other.full)).toBe('keys-changed');
    expect(compareCards(one.short, (await both([], CREATED + 5_000)).full)).toBe('keys-changed');
    expect(compareCards(plain.short, other.short)).toBe('keys-added');
    expect(compareCards(one.short, other.short)).toBe('keys-changed');
    expect(compareCards(one.short, (await both([key(256)], CREATED + 5_000)).short)).toBe('newer');
  });

  it('never takes its place', async () => {
    const { full, short } = await both([key(256)]);
    expect(compareCards(full, short)).toBe('same');
    expect(compareCards(full, (await both([key(256)], CREATED + 5_000)).short)).toBe('same');
    expect(compareCards(full, (await both([], CREATED + 5_000)).short)).toBe('older');
    expect(compareCards(full, (await both([key(300)], CREATED + 5_000)).short)).toBe('older');
  });

  it('of other keys is an alarm', async () => {
    const { short } = await both();
    const later = { created: CREATED + 5_000, expires: CREATED + 1e9 };
    expect(compareCards(short, await card({ ...later, x25519: mallory.x25519.publicKey }))).toBe('keys-changed');
    expect(compareCards(short, await card({ ...later, ed25519: mallory.ed25519 }))).toBe('different-key');
  });
});
