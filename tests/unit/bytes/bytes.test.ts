import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, equal, wipe } from '../../../src/bytes/bytes.ts';
import { decodeHex, encodeHex } from '../../../src/bytes/hex.ts';
import { padmeLength } from '../../../src/bytes/padme.ts';
import { Reader } from '../../../src/bytes/reader.ts';
import { decodeUtf8, encodeUtf8 } from '../../../src/bytes/utf8.ts';
import { Writer } from '../../../src/bytes/writer.ts';

const bytes = fc.uint8Array({ maxLength: 200 });
const damaged = expect.objectContaining({ code: 'damaged' });

describe('bytes', () => {
  it('are joined in order', () => {
    fc.assert(
      fc.property(fc.array(bytes), (parts) => {
        expect([...concat(...parts)]).toEqual(parts.flatMap((part) => [...part]));
      }),
    );
  });

  it('are equal only when every byte is', () => {
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(equal(a, b)).toBe(encodeHex(a) === encodeHex(b));
        expect(equal(a, a.slice())).toBe(true);
      }),
    );
  });

  it('are all zero after a wipe', () => {
    const secret = Uint8Array.of(1, 2, 3);
    wipe(secret, undefined);
    expect([...secret]).toEqual([0, 0, 0]);
  });
});

describe('hexadecimal', () => {
  it('gives back what it was made of, in either letter case', () => {
    fc.assert(
      fc.property(bytes, (data) => {
        expect([...decodeHex(encodeHex(data))]).toEqual([...data]);
        expect([...decodeHex(encodeHex(data).toUpperCase())]).toEqual([...data]);
      }),
    );
  });

  it.each(['0', 'zz', '0x', ' 00', '0g'])('refuses %j', (text) => {
    expect(() => decodeHex(text)).toThrow(damaged);
  });
});

describe('UTF-8', () => {
  it('gives back every text, a byte order mark included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(decodeUtf8(encodeUtf8(text))).toBe(text);
      }),
    );
    expect(decodeUtf8(encodeUtf8('\ufeffx'))).toBe('\ufeffx');
  });

  it.each(['ff', 'c080', 'eda080', 'e282'])('refuses the bytes %s', (hex) => {
    expect(() => decodeUtf8(decodeHex(hex))).toThrow(damaged);
  });
});

describe('Writer and Reader', () => {
  it('write big-endian integers', () => {
    const written = new Writer().u8(1).u16(0x0203).u32(0x04050607).u64(0x08090a0b0c0d).finish();
    expect(encodeHex(written)).toBe('01020304050607000008090a0b0c0d');
  });

  it('agree on everything written', () => {
    fc.assert(
      fc.property(bytes, fc.nat(), fc.maxSafeNat(), (data, small, large) => {
        const written = new Writer().bytes8(data).u32(small).bytes16(data).u64(large).bytes32(data).finish();
        const reader = new Reader(written);
        expect([...reader.bytes8()]).toEqual([...data]);
        expect(reader.u32()).toBe(small);
        expect([...reader.bytes16()]).toEqual([...data]);
        expect(reader.u64()).toBe(large);
        expect([...reader.bytes32()]).toEqual([...data]);
        reader.end();
      }),
    );
  });

  it('refuse values that do not fit', () => {
    expect(() => new Writer().u8(256)).toThrow(RangeError);
    expect(() => new Writer().u16(-1)).toThrow(RangeError);
    expect(() => new Writer().u32(2 ** 32)).toThrow(RangeError);
    expect(() => new Writer().u64(2 ** 53)).toThrow(RangeError);
    expect(() => new Writer().u64(1.5)).toThrow(RangeError);
    expect(() => new Writer().bytes8(new Uint8Array(256))).toThrow(RangeError);
  });

  it('call short, long and overflowing input damaged', () => {
    expect(() => new Reader(Uint8Array.of(0)).u16()).toThrow(damaged);
    expect(() => new Reader(Uint8Array.of(2, 0)).bytes8()).toThrow(damaged);
    expect(() => new Reader(Uint8Array.of(255, 255, 255, 255)).bytes32()).toThrow(damaged);
    expect(() => new Reader(Uint8Array.of(0)).end()).toThrow(damaged);
    expect(() => new Reader(decodeHex('0020000000000000')).u64()).toThrow(damaged);
    expect(new Reader(decodeHex('001fffffffffffff')).u64()).toBe(Number.MAX_SAFE_INTEGER);
  });
});

describe('Padmé', () => {
  it.each([
    [0, 0],
    [1, 1],
    [2, 2],
    [8, 8],
    [9, 10],
    [47, 48],
    [100, 104],
    [129, 144],
    [1000, 1024],
    [1_000_000, 1_015_808],
  ])('pads %i bytes to %i', (length, padded) => {
    expect(padmeLength(length)).toBe(padded);
  });

  it('never shrinks, never adds more than 12 %, and is idempotent and monotonous', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 30 }), (length) => {
        const padded = padmeLength(length);
        expect(padded).toBeGreaterThanOrEqual(length);
        expect(padded).toBeLessThanOrEqual(length * 1.12);
        expect(padmeLength(padded)).toBe(padded);
        expect(padmeLength(length + 1)).toBeGreaterThanOrEqual(padded);
      }),
    );
  });
});
