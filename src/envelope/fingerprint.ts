import { sha256 } from '@noble/hashes/sha2.js';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { Writer } from '../bytes/writer.ts';

const SHOWN_BITS = 132n;
const DIGIT_GROUPS = 8;

/** SHA-256 over both public keys: 32 bytes that name an identity. A new name or date on a card does not change it. */
export function deriveFingerprint(ed25519: Uint8Array, x25519: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(sha256(new Writer().label('fieldseal/1/fingerprint').bytes(ed25519).bytes(x25519).finish()));
}

/** The first 132 bits as twelve English words (BIP-39 list, eleven bits a word, no checksum). */
export function fingerprintWords(fingerprint: Uint8Array): string[] {
  const shown = shownBits(fingerprint);
  return Array.from({ length: 12 }, (_, i) => wordlist[Number((shown >> BigInt(11 * (11 - i))) & 0x7ffn)] ?? '');
}

/** The same 132 bits as forty decimal digits in groups of five, to read aloud in any language. */
export function fingerprintDigits(fingerprint: Uint8Array): string[] {
  const digits = shownBits(fingerprint)
    .toString()
    .padStart(5 * DIGIT_GROUPS, '0');
  return Array.from({ length: DIGIT_GROUPS }, (_, i) => digits.slice(5 * i, 5 * i + 5));
}

function shownBits(fingerprint: Uint8Array): bigint {
  if (fingerprint.length !== 32) throw new RangeError(`fingerprint of ${fingerprint.length} bytes`);
  let value = 0n;
  for (const byte of fingerprint) value = (value << 8n) | BigInt(byte);
  return value >> (256n - SHOWN_BITS);
}
