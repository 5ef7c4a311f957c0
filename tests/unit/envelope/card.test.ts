import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { armor, parseArmor } from '../../../src/bytes/armor.ts';
import { concat } from '../../../src/bytes/bytes.ts';
import { encodeUtf8 } from '../../../src/bytes/utf8.ts';
import { Writer } from '../../../src/bytes/writer.ts';
import { signEd25519 } from '../../../src/crypto/ed25519.ts';
import { isExpired, type MakeCard, makeCard, parseCard } from '../../../src/envelope/card.ts';
import { compareCards } from '../../../src/envelope/compare-cards.ts';
import { deriveFingerprint, fingerprintDigits, fingerprintWords } from '../../../src/envelope/fingerprint.ts';
import { alice, bob, codeOf, mallory, type Person } from './people.ts';

const CREATED = Date.UTC(2026, 10, 21);
const EXPIRES = Date.UTC(2028, 10, 21);
const make = (person: Person, changes: Partial<MakeCard> = {}) =>
  makeCard({
    name: 'Alice',
    created: CREATED,
    expires: EXPIRES,
    ed25519: person.ed25519,
    x25519: person.x25519.publicKey,
    ...changes,
  });

interface Raw {
  readonly head?: readonly [number, number];
  readonly created?: number;
  readonly x25519?: Uint8Array;
  readonly name?: Uint8Array;
  readonly extensions?: Uint8Array;
  readonly tail?: Uint8Array;
}

/** A card with a true signature over whatever stands in it. */
async function forge(raw: Raw): Promise<string> {
  const [version, kind] = raw.head ?? [1, 2];
  const body = new Writer()
    .u8(version)
    .u8(kind)
    .u64(raw.created ?? CREATED)
    .u64(EXPIRES)
    .bytes(alice.ed25519.publicKey)
    .bytes(raw.x25519 ?? alice.x25519.publicKey)
    .bytes8(raw.name ?? encodeUtf8('Alice'))
    .bytes(raw.extensions ?? Uint8Array.of(0, 0))
    .finish();
  const signature = await signEd25519(alice.ed25519.privateKey, concat(encodeUtf8('fieldseal/1/card'), body));
  return armor('card', concat(body, signature, raw.tail ?? new Uint8Array(0)));
}

describe('a contact card', () => {
  it('is read as it was made', async () => {
    const extensions = [
      { type: 1, value: Uint8Array.of(1, 2, 3) },
      { type: 900, value: new Uint8Array(0) },
    ];
    const card = await make(alice, { extensions });
    expect(card).toMatchObject({ name: 'Alice', created: CREATED, expires: EXPIRES, extensions });
    expect(card.text).toMatch(/^FSEAL1c[0-9A-Za-z]+$/);
    expect(card.fingerprint).toEqual(alice.fingerprint);
    expect(await parseCard(card.text)).toEqual(card);
    expect(await parseCard(`My card:\n> ${card.text.slice(0, 60)}\n> ${card.text.slice(60)}`)).toEqual(card);
  });

  it('puts extensions in order and refuses one twice', async () => {
    const [one, two] = [1, 2].map((type) => ({ type, value: Uint8Array.of(type) }));
    const card = await make(alice, { extensions: [two!, one!] });
    expect((await parseCard(card.text)).extensions.map(({ type }) => type)).toEqual([1, 2]);
    const twice = await forge({ extensions: Uint8Array.of(0, 2, 0, 1, 0, 0, 0, 1, 0, 0) });
    expect(await codeOf(() => parseCard(twice))).toBe('damaged');
  });

  it('is refused with any bit changed, whatever the checksum says', async () => {
    const { payload } = parseArmor((await make(alice)).text);
    const codes = ['damaged', 'newer-version', 'card-signature'];
    for (let bit = 0; bit < payload.length * 8; bit++) {
      const changed = payload.with(bit >> 3, payload[bit >> 3]! ^ (1 << (bit & 7)));
      const code = await codeOf(() => parseCard(armor('card', changed)));
      if (!codes.includes(code as string)) expect([bit, code]).toEqual([bit, 'a refusal']);
    }
  });

  it('is refused with the signature of somebody else', async () => {
    const [own, other] = await Promise.all([make(alice), make(mallory)]);
    const stolen = concat(parseArmor(own.text).payload.subarray(0, -64), parseArmor(other.text).payload.subarray(-64));
    expect(await codeOf(() => parseCard(armor('card', stolen)))).toBe('card-signature');
  });

  it('is not mistaken for a message, nor for a later version', async () => {
    const { payload } = parseArmor((await make(alice)).text);
    expect(await codeOf(() => parseCard(armor('message', payload)))).toBe('not-sealed-text');
    expect(await codeOf(() => parseCard(armor('card', payload.with(0, 2))))).toBe('newer-version');
    expect(await codeOf(async () => parseCard(await forge({ head: [1, 1] })))).toBe('damaged');
    expect(await codeOf(async () => parseCard(await forge({ tail: Uint8Array.of(0) })))).toBe('damaged');
    expect(await codeOf(() => parseCard(armor('card', new Uint8Array(20_000).fill(1))))).toBe('too-large');
  });

  it('is refused where it expires before it begins, or carries no date at all', async () => {
    for (const created of [EXPIRES, EXPIRES + 1, -1, Number.NaN, 0.5]) {
      expect(await codeOf(() => make(alice, { created }))).toBe('card-dates');
    }
    expect(await codeOf(async () => parseCard(await forge({ created: EXPIRES })))).toBe('card-dates');
  });

  it('is refused with a key that cannot keep a secret', async () => {
    const x25519 = new Uint8Array(32);
    expect(await codeOf(() => make(alice, { x25519 }))).toBe('card-keys');
    expect(await codeOf(async () => parseCard(await forge({ x25519 })))).toBe('card-keys');
  });

  it('is readable after it expired, and says so', async () => {
    const card = await parseCard((await make(alice)).text);
    expect([EXPIRES - 1, EXPIRES].map((now) => isExpired(card, now))).toEqual([false, true]);
  });
});

describe('the name on a card', () => {
  const nameOf = async (name: string): Promise<unknown> => await codeOf(async () => (await make(alice, { name })).name);

  it.each(['A', 'Łukasz Żądło', '李小龍', 'José', "O'Brien-Smith (work)", 'محمد', '🦭 Seal', 'x'.repeat(64)])(
    'may be %j',
    async (name) => {
      expect(await nameOf(name)).toBe(name.normalize('NFC'));
    },
  );

  it('is put into NFC and trimmed when it is made', async () => {
    expect(await nameOf('  Jose\u0301 ')).toBe('José');
  });

  it.each([
    ['nothing', ''],
    ['blanks alone', '   '],
    ['65 characters', 'x'.repeat(65)],
    ['64 characters of more than 255 bytes', '🦭'.repeat(64)],
    ['a newline', 'Al\nice'],
    ['a null', 'Al\0ice'],
    ['a right-to-left override', 'Al\u202eice'],
    ['an isolate', 'Al\u2066ice'],
    ['a zero-width space', 'Al\u200bice'],
    ['a joiner', 'Al\u200dice'],
    ['a soft hyphen', 'Al\u00adice'],
    ['a no-break space', 'Al\u00a0ice'],
    ['an ideographic space', 'Al\u3000ice'],
    ['a variation selector', 'Al\ufe0fice'],
    ['a Hangul filler', 'Al\u3164ice'],
    ['a tag', 'Al\u{e0041}ice'],
    ['a lone surrogate', 'Al\ud800ice'],
    ['a private character', 'Al\ue000ice'],
  ])('may not be or hold %s', async (_, name) => {
    expect(await nameOf(name)).toBe('card-name');
  });

  it.each([
    ['not in NFC', encodeUtf8('Jose\u0301'), 'card-name'],
    ['with blanks at its end', encodeUtf8('Alice '), 'card-name'],
    ['that hides something', encodeUtf8('Ali\u200bce'), 'card-name'],
    ['that is no UTF-8', Uint8Array.of(0xff), 'damaged'],
    ['that is empty', new Uint8Array(0), 'card-name'],
  ])('is refused %s, though the signature is true', async (_, name, code) => {
    expect(await codeOf(async () => parseCard(await forge({ name })))).toBe(code);
  });
});

describe('a card beside a known one', async () => {
  const known = await make(alice);
  const later = { created: CREATED + 1 };

  it('is the same, newer or older by its date', async () => {
    expect(compareCards(known, await parseCard(known.text))).toBe('same');
    expect(compareCards(known, await make(alice, { ...later, name: 'Alice B.' }))).toBe('newer');
    expect(compareCards(known, await make(alice, { created: CREATED - 1 }))).toBe('older');
  });

  it('does not take the place of another card of the same moment', async () => {
    expect(compareCards(known, await make(alice, { name: 'Alicia' }))).toBe('older');
  });

  it('is an alarm with another encryption key, or another owner', async () => {
    const x25519 = bob.x25519.publicKey;
    expect(compareCards(known, await make(alice, { ...later, x25519 }))).toBe('keys-changed');
    expect(compareCards(known, await make(alice, { created: CREATED - 1, x25519 }))).toBe('older');
    expect(compareCards(known, await make(mallory, later))).toBe('different-key');
    const impostor = await make(mallory, { ...later, x25519: alice.x25519.publicKey });
    expect(compareCards(known, impostor)).toBe('different-key');
  });
});

describe('a fingerprint', () => {
  const zero = new Uint8Array(32);

  it('changes with either key and with nothing else', async () => {
    const keys = [alice.ed25519.publicKey, bob.x25519.publicKey] as const;
    expect(deriveFingerprint(...keys)).not.toEqual(alice.fingerprint);
    expect(deriveFingerprint(bob.ed25519.publicKey, alice.x25519.publicKey)).not.toEqual(alice.fingerprint);
    expect((await make(alice, { name: 'Else', created: 1 })).fingerprint).toEqual(alice.fingerprint);
  });

  it('is twelve words of the first 132 bits', () => {
    expect(fingerprintWords(zero)).toEqual(Array(12).fill('abandon'));
    expect(fingerprintWords(new Uint8Array(32).fill(255))).toEqual(Array(12).fill('zoo'));
    // Bit 10, the last of the first word, and bit 11, the first of the second.
    const words = fingerprintWords(zero.with(1, 0b0011_0000));
    expect(words).toEqual(['ability', 'length', ...Array(10).fill('abandon')]);
  });

  it('is eight groups of five digits of the same bits', () => {
    expect(fingerprintDigits(zero)).toEqual(Array(8).fill('00000'));
    expect(fingerprintDigits(new Uint8Array(32).fill(255)).join('')).toBe(
      (2n ** 132n - 1n).toString().padStart(40, '0'),
    );
  });

  it('shows another words and digits for every other value of those bits', () => {
    const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(bytes, fc.nat(131), (fingerprint, bit) => {
        const other = fingerprint.with(bit >> 3, fingerprint[bit >> 3]! ^ (0x80 >> (bit & 7)));
        expect(fingerprintWords(other)).not.toEqual(fingerprintWords(fingerprint));
        expect(fingerprintDigits(other)).not.toEqual(fingerprintDigits(fingerprint));
      }),
    );
    expect(() => fingerprintWords(new Uint8Array(31))).toThrow(RangeError);
  });
});
