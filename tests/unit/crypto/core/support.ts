import fc from 'fast-check';

/** Bytes of 0 to `maxLength`, as a view with an odd or even offset into a larger buffer of other bytes. */
export function view(maxLength: number, minLength = 0): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(fc.uint8Array({ minLength, maxLength, size: 'max' }), fc.integer({ min: 0, max: 17 }))
    .map(([bytes, offset]) => {
      const buffer = new Uint8Array(bytes.length + offset + 5).fill(0xee);
      buffer.set(bytes, offset);
      return buffer.subarray(offset, offset + bytes.length);
    });
}

/** AES keys of both sizes. */
export const aesKey = fc.constantFrom(16, 32).chain((length) => view(length, length));

/** Lengths that sit at and around the boundaries of blocks, batches and pieces. */
export const awkwardLengths = [
  0, 1, 15, 16, 17, 31, 32, 47, 48, 95, 96, 97, 111, 112, 127, 128, 129, 143, 255, 256, 257, 1000, 2047, 2048, 2049,
  4095, 4096, 4097, 8191, 8192, 8193, 8319, 65_535, 65_536, 65_537, 65_552, 131_072, 131_073, 200_001,
];

/** Bytes that differ from place to place, the same on every run. */
export function pattern(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  let x = seed;
  return Uint8Array.from({ length }, () => {
    x = (Math.imul(x, 1_664_525) + 1_013_904_223) >>> 0;
    return x >>> 24;
  });
}

/** The same bytes with one bit turned. */
export function flipped(bytes: Uint8Array, bit: number): Uint8Array<ArrayBuffer> {
  const copy = Uint8Array.from(bytes);
  copy[bit >> 3]! ^= 1 << (bit & 7);
  return copy;
}

export const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
