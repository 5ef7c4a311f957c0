// What no implementation of the same method can beat on this machine: the vector units run as many operations as the method
// takes, with nothing waiting for anything, and the data is copied in and out. Timed in turn with the row that it belongs to.
// Rows whose operations wait for one another (short inputs, key wrap, digests) or for memory (Argon2) have no such bound.
import { coreFile } from '../../src/crypto/load-core.ts';

// Operations a block of 16 bytes, loads and stores apart. Half of them are shuffles and shifts, as in the loop below.

/**
 * Counter mode behind its table: 11 rounds of 26, the last of 18, two additions. GHASH: 1,024 in tables for sixteen blocks,
 * 48 to split nibbles, 80 to transpose and add.
 */
const GCM = 11 * 26 + 18 + 2 + (1024 + 48 + 80) / 16;
/** The way into the tower, 13 rounds of 26, the last of 18; four additions of offsets and checksum. */
const OCB = 7 + 13 * 26 + 18 + 4;

const CHAINS = 12;
const PIECE = 65_536;

/** A module whose one function, of a count and a seed, runs a shuffle and an addition in each of twelve chains, so often. */
function loopModule() {
  const swizzle = coreFile() === 'core.wasm' ? [0xfd, 0x80, 0x02] : [0xfd, 0x0e];
  const [get, set, xor, mask] = [0x20, 0x21, [0xfd, 0x51], 2 + CHAINS];
  const chains = Array.from({ length: CHAINS }, (_, i) => 2 + i);
  const body = [
    ...[0x01, CHAINS + 1, 0x7b], // locals: vectors
    ...[get, 1, 0xfd, 0x0f, set, mask], // i8x16.splat of the seed
    ...chains.flatMap((chain) => [get, mask, set, chain]),
    ...[0x03, 0x40], // loop
    ...chains.flatMap((chain) => [get, chain, get, mask, ...swizzle, get, mask, ...xor, set, chain]),
    ...[get, 0, 0x41, 1, 0x6b, 0x22, 0, 0x0d, 0, 0x0b], // one less, and again if that is not zero
    ...chains.flatMap((chain, i) => [get, chain, ...(i > 0 ? xor : [])]),
    ...[0xfd, 0x1b, 0x00, 0x0b], // i32x4.extract_lane 0
  ];
  const number = (n) => (n < 128 ? [n] : [(n & 127) | 128, n >> 7]);
  const section = (id, content) => [id, ...number(content.length), ...content];
  return new WebAssembly.Module(
    Uint8Array.of(
      ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      ...section(1, [1, 0x60, 2, 0x7f, 0x7f, 1, 0x7f]),
      ...section(3, [1, 0]),
      ...section(7, [1, 3, ...new TextEncoder().encode('run'), 0, 0]),
      ...section(10, [1, ...number(body.length), ...body]),
    ),
  );
}

/** Jobs that take as long as data costs at least, by kind of row. */
export function makeBounds() {
  const { run } = new WebAssembly.Instance(loopModule()).exports;
  const io = new Uint8Array(PIECE);
  const bound = (operations) => (data) => () => {
    const out = new Uint8Array(data.length + 16);
    for (let at = 0; at < data.length; at += PIECE) {
      io.set(data.subarray(at, at + PIECE));
      run(Math.ceil((PIECE / 16) * (operations / (2 * CHAINS))), 3);
      out.set(io, at);
    }
    return out;
  };
  return { gcm: bound(GCM), ocb: bound(OCB) };
}
