import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base62Length, decodeBase62, decodeNumber62, encodeBase62, encodeNumber62 } from '../../../src/bytes/base62.ts';
import { encodeUtf8 } from '../../../src/bytes/utf8.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const damaged = expect.objectContaining({ code: 'damaged' });
const text = (codes: Uint8Array): string => String.fromCharCode(...codes);

/** The definition, by big integers. */
function slowEncode(bytes: Uint8Array): string {
  let out = '';
  for (let start = 0; start < bytes.length; start += 32) {
    const block = bytes.subarray(start, start + 32);
    let width = 0;
    while (62n ** BigInt(width) < 256n ** BigInt(block.length)) width++;
    let value = block.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
    let digits = '';
    for (let i = 0; i < width; i++, value /= 62n) digits = ALPHABET[Number(value % 62n)] + digits;
    out += digits;
  }
  return out;
}

describe('base62', () => {
  it('is what big integers say, and comes back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const codes = encodeBase62(bytes);
        expect(text(codes)).toBe(slowEncode(bytes));
        expect([...decodeBase62(codes, bytes.length)]).toEqual([...bytes]);
      }),
    );
  });

  it.each([0, 1, 2, 3, 31, 32, 33, 64, 95])('holds the extremes of %i bytes', (length) => {
    for (const fill of [0, 255]) {
      const bytes = new Uint8Array(length).fill(fill);
      expect(text(encodeBase62(bytes))).toBe(slowEncode(bytes));
      expect([...decodeBase62(encodeBase62(bytes), length)]).toEqual([...bytes]);
    }
  });

  it('needs 43 characters for 32 bytes', () => {
    expect(base62Length(32)).toBe(43);
    expect(base62Length(96)).toBe(129);
    expect([0, 1, 2, 3].map(base62Length)).toEqual([0, 2, 3, 5]);
  });

  it('refuses a block that no bytes encode to', () => {
    for (let length = 1; length <= 32; length++) {
      const largest = encodeBase62(new Uint8Array(length).fill(255));
      expect(() => decodeBase62(next(largest), length)).toThrow(damaged);
      expect(() => decodeBase62(new Uint8Array(largest.length).fill(0x7a), length)).toThrow(damaged);
    }
  });

  it('refuses foreign characters and other counts', () => {
    expect(() => decodeBase62(encodeUtf8('0-'), 1)).toThrow(damaged);
    expect(() => decodeBase62(encodeUtf8('0é'), 2)).toThrow(damaged);
    expect(() => decodeBase62(encodeUtf8('000'), 1)).toThrow(damaged);
  });

  it('has one text for each value: whatever decodes is encoded to the same again', () => {
    const digits = fc.array(fc.constantFrom(...ALPHABET), { minLength: 43, maxLength: 43 });
    fc.assert(
      fc.property(digits, (characters) => {
        const codes = encodeUtf8(characters.join(''));
        try {
          expect(text(encodeBase62(decodeBase62(codes, 32)))).toBe(characters.join(''));
        } catch (error) {
          expect(error).toEqual(damaged);
        }
      }),
    );
  });

  it('writes numbers of a fixed width', () => {
    expect(encodeNumber62(0, 4)).toBe('0000');
    expect(encodeNumber62(61, 4)).toBe('000z');
    expect(encodeNumber62(62 ** 4 - 1, 4)).toBe('zzzz');
    expect(decodeNumber62(encodeUtf8('x00Az'), 1, 5)).toBe(10 * 62 + 61);
  });
});

/** The digits of the number that follows. */
function next(codes: Uint8Array): Uint8Array {
  const digits = [...codes].map((code) => ALPHABET.indexOf(String.fromCharCode(code)));
  let at = digits.length - 1;
  while (digits[at] === 61) digits[at--] = 0;
  digits[at] = digits[at]! + 1;
  return Uint8Array.from(digits, (digit) => ALPHABET.charCodeAt(digit));
}
