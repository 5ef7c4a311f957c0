// OCB (RFC 7253) the way OpenPGP.js 6 does it: in JavaScript over @noble/ciphers, one block at a time through CBC with a
// zero IV, which expands the key again for every block. It is here as a peer to measure against and nothing else.
import { cbc } from '@noble/ciphers/aes.js';

const ZERO = new Uint8Array(16);

const xorInto = (to, from) => {
  for (let i = 0; i < to.length; i++) to[i] ^= from[i];
  return to;
};

function double(block) {
  const out = new Uint8Array(16);
  for (let i = 0; i < 16; i++) out[i] = (block[i] << 1) | ((block[i + 1] ?? 0) >> 7);
  out[15] ^= 0x87 * (block[0] >> 7);
  return out;
}

function firstOffset(encipher, nonce) {
  const block = new Uint8Array(16);
  block.set(nonce, 16 - nonce.length);
  block[15 - nonce.length] |= 1;
  const bottom = block[15] & 63;
  block[15] &= 0xc0;
  const top = encipher(block);
  const stretch = new Uint8Array(25);
  stretch.set(top);
  for (let i = 0; i < 8; i++) stretch[16 + i] = top[i] ^ top[i + 1];
  const [bytes, bits] = [bottom >> 3, bottom & 7];
  return Uint8Array.from(ZERO, (_, i) => (stretch[bytes + i] << bits) | (stretch[bytes + i + 1] >> (8 - bits)));
}

/** Text of whole blocks, no additional data: enough for the bench. Gives the blocks and the tag. */
function crypt(key, nonce, text, direction) {
  const cipher = () => cbc(key, ZERO, { disablePadding: true });
  const encipher = (block) => cipher().encrypt(block);
  const run = direction === 'seal' ? encipher : (block) => cipher().decrypt(block);
  const star = encipher(ZERO);
  const dollar = double(star);
  const l = [double(dollar)];
  const offset = firstOffset(encipher, nonce);
  const checksum = new Uint8Array(16);
  const out = new Uint8Array(text.length + 16);
  for (let i = 0; i * 16 < text.length; i++) {
    const trailing = 31 - Math.clz32((i + 1) & -(i + 1));
    l[trailing] ??= double(l[trailing - 1]);
    xorInto(offset, l[trailing]);
    const block = text.subarray(i * 16, i * 16 + 16);
    const result = xorInto(run(xorInto(block.slice(), offset)), offset);
    out.set(result, i * 16);
    xorInto(checksum, direction === 'seal' ? block : result);
  }
  out.set(encipher(xorInto(xorInto(checksum, offset), dollar)), text.length);
  return out;
}

/** Ciphertext ‖ tag. */
export const seal = (key, nonce, text) => crypt(key, nonce, text, 'seal');

/** Plaintext; throws where the tag does not fit. */
export function open(key, nonce, sealed) {
  const length = sealed.length - 16;
  const out = crypt(key, nonce, sealed.subarray(0, length), 'open');
  if (String(out.subarray(length)) !== String(sealed.subarray(length))) throw new Error('wrong tag');
  return out.subarray(0, length);
}
