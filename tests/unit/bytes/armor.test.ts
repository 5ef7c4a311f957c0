import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { armor, findArmored, MAX_PAYLOAD, MAX_TEXT, mayHoldArmor, parseArmor } from '../../../src/bytes/armor.ts';
import { encodeNumber62 } from '../../../src/bytes/base62.ts';
import { encodeUtf8 } from '../../../src/bytes/utf8.ts';

const payload = fc.uint8Array({ maxLength: 300 });
const kind = fc.constantFrom('message' as const, 'card' as const);
const withCode = (code: string) => expect.objectContaining({ code });
const SAMPLE = armor(
  'message',
  Uint8Array.from({ length: 300 }, (_, i) => (i * 73) % 256),
);

/** Puts the right checksum behind any characters. */
function seal(characters: string): string {
  const digest = sha256(encodeUtf8(characters));
  return characters + encodeNumber62(new DataView(digest.buffer).getUint32(0), 6);
}

describe('armor', () => {
  it('is one line of letters and digits that says its version, kind and length', () => {
    expect(armor('message', Uint8Array.of())).toMatch(/^FSEAL1m0000[0-9A-Za-z]{6}$/);
    expect(armor('card', new Uint8Array(62))).toMatch(/^FSEAL1c0010[0-9A-Za-z]{90}$/);
    expect(armor('message', Uint8Array.of(0x21))).toMatch(/^FSEAL2m0001[0-9A-Za-z]{8}$/);
  });

  it('gives back kind and payload, alone and in any text without a prefix', () => {
    fc.assert(
      fc.property(kind, payload, fc.string(), fc.string(), (which, bytes, before, after) => {
        const token = armor(which, bytes);
        expect(parseArmor(token)).toEqual({ kind: which, payload: bytes });
        expect(parseArmor(`${before} ${token}\n${after}`)).toEqual({ kind: which, payload: bytes });
      }),
    );
  });

  it('is the same for the same bytes', () => {
    expect(armor('message', Uint8Array.of(1, 2, 3))).toBe('FSEAL1m000300HBL0k6y19');
  });

  it('refuses more than 10 MiB, before and after', () => {
    expect(() => armor('message', new Uint8Array(MAX_PAYLOAD + 1))).toThrow(withCode('too-large'));
    expect(() => parseArmor(`FSEAL1m${encodeNumber62(MAX_PAYLOAD + 1, 4)}${'0'.repeat(99)}`)).toThrow(
      withCode('too-large'),
    );
    expect(() => parseArmor(' '.repeat(MAX_TEXT + 1))).toThrow(withCode('too-large'));
  });
});

describe('parseArmor', () => {
  it.each(['', 'hello', 'FSEA', 'FSEAL', 'FSEAL is a word', 'fseal1', 'FSEAL9', '-----BEGIN PGP MESSAGE-----'])(
    'finds no sealed text in %j',
    (text) => {
      expect(() => parseArmor(text)).toThrow(withCode('not-sealed-text'));
    },
  );

  it('calls every beginning of a text truncated', () => {
    for (let length = 6; length < SAMPLE.length; length++) {
      expect(() => parseArmor(SAMPLE.slice(0, length))).toThrow(withCode('truncated'));
    }
    expect(() => parseArmor(`${SAMPLE.slice(0, 200)}… see more`)).toThrow(withCode('truncated'));
  });

  it('calls every changed character damaged or worse, and never opens it', () => {
    const codes = ['damaged', 'truncated', 'newer-version', 'too-large', 'not-sealed-text'];
    fc.assert(
      fc.property(fc.nat(SAMPLE.length - 1), fc.constantFrom(...'059AMZamz'), (at, character) => {
        fc.pre(SAMPLE[at] !== character);
        const changed = SAMPLE.slice(0, at) + character + SAMPLE.slice(at + 1);
        let code = 'opened';
        try {
          parseArmor(changed);
        } catch (error) {
          code = (error as { code: string }).code;
        }
        expect(codes).toContain(code);
        if (at >= 11) expect(code).toBe('damaged');
      }),
    );
  });

  it('calls a text in changed letter case damaged', () => {
    expect(() => parseArmor(SAMPLE.toLowerCase())).toThrow(withCode('damaged'));
    expect(() => parseArmor(SAMPLE.toUpperCase())).toThrow(withCode('damaged'));
  });

  it('calls a later version newer, even where it is damaged too', () => {
    expect(() => parseArmor(SAMPLE.replace('FSEAL1', 'FSEAL3'))).toThrow(withCode('newer-version'));
    expect(() => parseArmor(`${SAMPLE.slice(0, 50)} ${SAMPLE.replace('FSEAL1', 'FSEAL9').slice(0, 90)}`)).toThrow(
      withCode('newer-version'),
    );
  });

  it('calls a kind it does not know newer where the checksum fits', () => {
    expect(() => parseArmor(seal('FSEAL1x0000'))).toThrow(withCode('newer-version'));
    expect(() => parseArmor('FSEAL1x0000000000')).toThrow(withCode('damaged'));
  });

  it('takes no payload of one format in the armor of the other', () => {
    for (const [first, digit] of [
      [0x21, 1],
      [0x01, 2],
      [0x31, 2],
    ] as const) {
      const token = armor('message', Uint8Array.of(first, 7));
      const digits = encodeNumber62(first * 256 + 7, 3);
      expect(token.slice(11, 14)).toBe(digits);
      expect(() => parseArmor(seal(`FSEAL${digit}m0002${digits}`))).toThrow(withCode('damaged'));
    }
    expect(() => parseArmor(seal('FSEAL2c0000'))).toThrow(withCode('newer-version'));
  });

  it('calls a block that no bytes encode to damaged, though the checksum fits', () => {
    expect(() => parseArmor(seal('FSEAL1m0001zz'))).toThrow(withCode('damaged'));
  });

  it('takes the first intact text where a broken one stands before it', () => {
    const { kind: which } = parseArmor(`${SAMPLE.slice(0, 90)} ${armor('card', Uint8Array.of(1))}`);
    expect(which).toBe('card');
  });
});

describe('findArmored', () => {
  it('gives the place of every text, skipped characters inside included', () => {
    const other = armor('card', Uint8Array.of(7));
    const spread = `${SAMPLE.slice(0, 40)}\n> ${SAMPLE.slice(40)}`;
    const text = `Bob wrote: ${spread}, and ${other}.`;
    expect(findArmored(text)).toEqual([
      { start: 11, end: 11 + spread.length, kind: 'message', text: SAMPLE },
      { start: text.length - 1 - other.length, end: text.length - 1, kind: 'card', text: other },
    ]);
  });

  it('finds texts that stand without a gap', () => {
    expect(findArmored(SAMPLE + SAMPLE).map((one) => [one.start, one.problem])).toEqual([
      [0, undefined],
      [SAMPLE.length, undefined],
    ]);
  });

  it('says what is wrong, and goes on to the next', () => {
    const problems = [
      SAMPLE.slice(0, 99),
      SAMPLE.toLowerCase(),
      SAMPLE.replace('FSEAL1', 'FSEAL3'),
      `FSEAL1mzzzz${'0'.repeat(20)}`,
      SAMPLE,
    ];
    expect(findArmored(problems.join('…\n')).map((one) => one.problem)).toEqual([
      'truncated',
      'damaged',
      'newer-version',
      'too-large',
      undefined,
    ]);
  });

  it('reads a body that holds a prefix by chance', () => {
    const token = seal(`FSEAL1m${encodeNumber62(32, 4)}${'0'.repeat(10)}FSEAL1m0000${'1'.repeat(22)}`);
    expect(findArmored(`see ${token} there`)).toEqual([
      { start: 4, end: 4 + token.length, kind: 'message', text: token },
    ]);
  });

  it('takes prose about seals for prose', () => {
    const prose = 'OF SEALED BIDS: half sealed, Fseal, fseal1m0123 and FSEAL 3 are no texts; a leaf seals itself.';
    expect(findArmored(prose)).toEqual([]);
  });

  it('finds in any text only what lies between start and end', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constant(SAMPLE), fc.constant('FSEAL1m00'), fc.string())), (parts) => {
        const text = parts.join('');
        let last = 0;
        for (const one of findArmored(text)) {
          expect(one.start).toBeGreaterThanOrEqual(last);
          expect(one.end).toBeLessThanOrEqual(text.length);
          expect(text.slice(one.start, one.end).replaceAll(/[^0-9A-Za-z]/gu, '')).toBe(one.text);
          last = one.end;
        }
      }),
    );
  });
});

describe('mayHoldArmor', () => {
  it('is true for whatever findArmored finds', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'FSEAL1mfseal \u200b>\u00ad2'), { maxLength: 40 }), (characters) => {
        const text = characters.join('') + SAMPLE.slice(7);
        if (findArmored(text).length > 0) expect(mayHoldArmor(text)).toBe(true);
      }),
      { numRuns: 2000 },
    );
    expect(mayHoldArmor(`prose ${[...SAMPLE].join('\u200b')}`)).toBe(true);
    expect(mayHoldArmor('A page about FSEAL, of seals and other things.')).toBe(false);
  });
});

describe('what stands between the characters', () => {
  it('is the same set for the prefix as for all that follows', () => {
    const split = (character: string): string => `FS${character}EAL1${SAMPLE.slice(6)}`;
    const later = (character: string): string => `${SAMPLE.slice(0, 50)}${character}${SAMPLE.slice(50)}`;
    const opens = (text: string): boolean => findArmored(text).some((one) => one.problem === undefined);
    const skipped: number[] = [];
    for (let code = 0; code < 0x10000; code++) {
      const character = String.fromCharCode(code);
      const inside = opens(later(character));
      if (inside !== opens(split(character))) expect(code).toBe('the same in both places');
      if (inside) skipped.push(code);
    }
    for (const character of ' \t\r\n\f\v\u0085\u00a0\u3000\u2028>\u00ad\u200b\u200d\u2060\ufeff\ufe0f') {
      expect(skipped).toContain(character.charCodeAt(0));
    }
    for (const character of '-_*=+/.,;:<|&#"\'`~…–—0Aé') expect(skipped).not.toContain(character.charCodeAt(0));
    expect(opens(later('\u{e0041}\u{e0100}'))).toBe(true);
    expect(opens(later('\u{1f600}'))).toBe(false);
  });
});
