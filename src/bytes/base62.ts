import { SealedTextError } from './sealed-text-error.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CODES = Uint8Array.from(ALPHABET, (character) => character.charCodeAt(0));
const NO_DIGIT = 255;
const DIGITS = new Uint8Array(256).fill(NO_DIGIT);
CODES.forEach((code, digit) => {
  DIGITS[code] = digit;
});

const BLOCK_BYTES = 32;
const BLOCK_CHARACTERS = 43;
// A limb is 3 bytes, a step 4 characters: both stay below 2^24, so every product stays exact in a double.
const LIMB = 2 ** 24;
const STEP = 62 ** 4;

/** Whether a UTF-16 code unit is one of the 62 digits. */
export function isBase62(code: number): boolean {
  return code < 256 && DIGITS[code] !== NO_DIGIT;
}

/** How many characters `encodeBase62` makes of so many bytes. */
export function base62Length(byteLength: number): number {
  const last = byteLength % BLOCK_BYTES;
  return Math.floor(byteLength / BLOCK_BYTES) * BLOCK_CHARACTERS + Math.ceil((8 * last) / Math.log2(62));
}

/** Blocks of 32 bytes become 43 ASCII codes, each block a big-endian number; see the README for the last one. */
export function encodeBase62(bytes: Uint8Array): Uint8Array {
  const codes = new Uint8Array(base62Length(bytes.length));
  let at = 0;
  for (let start = 0; start < bytes.length; start += BLOCK_BYTES) {
    const block = bytes.subarray(start, start + BLOCK_BYTES);
    const width = base62Length(block.length);
    encodeBlock(block, codes.subarray(at, at + width));
    at += width;
  }
  return codes;
}

/**
 * @param codes ASCII codes, exactly `base62Length(byteLength)` of them.
 * Throws `damaged` on another count, on a foreign character and on a block that no bytes encode to.
 */
export function decodeBase62(codes: Uint8Array, byteLength: number): Uint8Array<ArrayBuffer> {
  if (codes.length !== base62Length(byteLength)) throw new SealedTextError('damaged');
  const bytes = new Uint8Array(byteLength);
  let at = 0;
  for (let start = 0; start < byteLength; start += BLOCK_BYTES) {
    const block = bytes.subarray(start, start + BLOCK_BYTES);
    const width = base62Length(block.length);
    decodeBlock(codes.subarray(at, at + width), block);
    at += width;
  }
  return bytes;
}

/** `width` characters of a number below 62^width. */
export function encodeNumber62(value: number, width: number): string {
  let text = '';
  let rest = value;
  for (let i = 0; i < width; i++) {
    text = (ALPHABET[rest % 62] ?? '') + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

/** The number that the codes from `start` to `end` write, at most eight of them, all digits. */
export function decodeNumber62(codes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < end; i++) value = value * 62 + digitOf(codes, i);
  return value;
}

function digitOf(codes: Uint8Array, index: number): number {
  const digit = DIGITS[codes[index] ?? 0] ?? NO_DIGIT;
  if (digit === NO_DIGIT) throw new SealedTextError('damaged');
  return digit;
}

/** Long division by 62^4: each pass gives four characters from the right and drops the limbs that became zero. */
function encodeBlock(block: Uint8Array, codes: Uint8Array): void {
  const limbs = toLimbs(block);
  let first = 0;
  for (let end = codes.length; end > 0; end -= 4) {
    let remainder = 0;
    for (let i = first; i < limbs.length; i++) {
      const value = remainder * LIMB + (limbs[i] ?? 0);
      const quotient = Math.floor(value / STEP);
      limbs[i] = quotient;
      remainder = value - quotient * STEP;
    }
    while (first < limbs.length && limbs[first] === 0) first++;
    for (let i = end - 1; i >= Math.max(0, end - 4); i--) {
      codes[i] = CODES[remainder % 62] ?? 0;
      remainder = Math.floor(remainder / 62);
    }
  }
}

function decodeBlock(codes: Uint8Array, block: Uint8Array): void {
  const limbs = new Float64Array(Math.ceil(block.length / 3));
  let first = limbs.length;
  for (let start = 0; start < codes.length; ) {
    const end = start === 0 ? codes.length % 4 || 4 : start + 4;
    let carry = decodeNumber62(codes, start, end);
    for (let i = limbs.length - 1; i >= first || carry > 0; i--) {
      if (i < 0) throw new SealedTextError('damaged');
      const value = (limbs[i] ?? 0) * STEP + carry;
      carry = Math.floor(value / LIMB);
      limbs[i] = value - carry * LIMB;
      if (i < first) first = i;
    }
    start = end;
  }
  fromLimbs(limbs, block);
}

/** Big-endian, three bytes a limb, the first limb the short one. */
function toLimbs(block: Uint8Array): Float64Array {
  const limbs = new Float64Array(Math.ceil(block.length / 3));
  let at = block.length;
  for (let i = limbs.length - 1; i >= 0; i--, at -= 3) {
    limbs[i] = ((block[at - 3] ?? 0) << 16) | ((block[at - 2] ?? 0) << 8) | (block[at - 1] ?? 0);
  }
  return limbs;
}

function fromLimbs(limbs: Float64Array, block: Uint8Array): void {
  const spare = limbs.length * 3 - block.length;
  if ((limbs[0] ?? 0) >= 2 ** (24 - 8 * spare)) throw new SealedTextError('damaged');
  let at = block.length - 1;
  for (let i = limbs.length - 1; i >= 0; i--) {
    let limb = limbs[i] ?? 0;
    for (let k = 0; k < 3 && at >= 0; k++, at--) {
      block[at] = limb & 0xff;
      limb >>>= 8;
    }
  }
}
