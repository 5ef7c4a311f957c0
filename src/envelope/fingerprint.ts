import { sha256 } from '@noble/hashes/sha2.js';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { equal } from '../bytes/bytes.ts';
import { Writer } from '../bytes/writer.ts';
import { type CardExtension, type CardKeys, lastingKeys } from './card-keys.ts';

const SHOWN_BITS = 132n;
const DIGIT_GROUPS = 8;
const PAIR_GROUPS = 12;
const HALF_DIGITS = 30;
const HALF = 10n ** BigInt(HALF_DIGITS);

/** Version 1, over both public keys: 32 bytes that name an identity. A new name or date on a card does not change it. */
export function deriveFingerprint(ed25519: Uint8Array, x25519: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(sha256(new Writer().label('fieldseal/1/fingerprint').bytes(ed25519).bytes(x25519).finish()));
}

/** SHA-256 over the lasting keys of a card, in the order of their types: what a short card says in their place. */
export function digestKeys(keys: readonly CardExtension[]): Uint8Array<ArrayBuffer> {
  const writer = new Writer().label('fieldseal/2/keys').u16(keys.length);
  for (const { type, value } of keys) writer.u16(type).bytes16(value);
  return new Uint8Array(sha256(writer.finish()));
}

/** The same of a card in either form. */
export const digestOf = ({ keys, extensions }: CardKeys): Uint8Array => keys ?? digestKeys(lastingKeys(extensions));

/** Version 2, over all keys that somebody is known by. Slots and hints keep to version 1. */
export function deriveFullFingerprint(card: CardKeys): Uint8Array<ArrayBuffer> {
  const writer = new Writer().label('fieldseal/2/fingerprint').bytes(card.ed25519).bytes(card.x25519);
  return new Uint8Array(sha256(writer.bytes(digestOf(card)).finish()));
}

/**
 * The fingerprint that people see and compare, which tells every two sets of keys apart: of version 1 while there are no keys
 * but the two, so that words which somebody wrote down still hold, and of version 2 from the first other one on.
 */
export function deriveShownFingerprint(card: CardKeys): Uint8Array<ArrayBuffer> {
  const isPlain = card.keys ? equal(card.keys, digestKeys([])) : lastingKeys(card.extensions).length === 0;
  return isPlain ? deriveFingerprint(card.ed25519, card.x25519) : deriveFullFingerprint(card);
}

/** One number for two people, the same on both sides: twelve groups of five digits, from two fingerprints of version 2. */
export function pairNumber(one: Uint8Array, other: Uint8Array): string[] {
  const digits = [halfOf(one), halfOf(other)].sort().join('');
  return Array.from({ length: PAIR_GROUPS }, (_, i) => digits.slice(5 * i, 5 * i + 5));
}

/** Thirty digits; of one length, so that the order of the text is that of the numbers. */
function halfOf(fingerprint: Uint8Array): string {
  if (fingerprint.length !== 32) throw new RangeError(`fingerprint of ${fingerprint.length} bytes`);
  const digest = sha256(new Writer().label('fieldseal/2/half').bytes(fingerprint).finish());
  return (numberOf(digest) % HALF).toString().padStart(HALF_DIGITS, '0');
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
  return numberOf(fingerprint) >> (256n - SHOWN_BITS);
}

function numberOf(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return value;
}
