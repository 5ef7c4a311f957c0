// The keys on cards: what is frozen comes out the same, and a second computation, written from src/envelope/README.md
// alone over node:crypto, comes to the same end.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { describe, expect, it } from 'vitest';
import { encodeHex } from '../../../src/bytes/hex.ts';
import { parseCard } from '../../../src/envelope/card.ts';
import { lastingKeys } from '../../../src/envelope/card-keys.ts';
import {
  deriveShownFingerprint,
  digestKeys,
  fingerprintDigits,
  fingerprintWords,
  pairNumber,
} from '../../../src/envelope/fingerprint.ts';
import { makeShortCard, parseShortCard } from '../../../src/envelope/short-card.ts';
import { alice, bob, carol, type Person } from '../../unit/envelope/people.ts';
import type { CardVectors, KeyedCardVector } from './card-vectors.ts';
import { unarmor } from './independent-reader.ts';

const PEOPLE: Readonly<Record<string, Person>> = { alice, bob, carol };
const vectors = JSON.parse(readFileSync(new URL('cards-v2.json', import.meta.url), 'utf8')) as CardVectors;

describe('the frozen cards', () => {
  it.each(vectors.cards)('have the keys and fingerprints they had: $what', async (vector) => {
    const card = await parseCard(vector.text);
    expect(card.extensions.map(({ type, value }) => ({ type, value: encodeHex(value) }))).toEqual(vector.extensions);
    expect(encodeHex(digestKeys(lastingKeys(card.extensions)))).toBe(vector.keys);
    expect(encodeHex(card.fingerprint)).toBe(vector.fingerprint1);
    expect(encodeHex(card.fullFingerprint)).toBe(vector.fingerprint2);
    const shown = deriveShownFingerprint(card);
    expect([fingerprintWords(shown), fingerprintDigits(shown)]).toEqual([vector.words, vector.digits]);
  });

  it.each(vectors.cards)('have the short card they had, and it their fingerprints: $what', async (vector) => {
    const card = await parseCard(vector.text);
    const made = await makeShortCard(card, PEOPLE[vector.owner]!.ed25519.privateKey);
    expect(encodeHex(made)).toBe(vector.short);
    const { keys, fingerprint, fullFingerprint } = await parseShortCard(made);
    const { keys: digest, fingerprint1, fingerprint2 } = vector;
    expect([keys, fingerprint, fullFingerprint].map(encodeHex)).toEqual([digest, fingerprint1, fingerprint2]);
  });

  it.each(vectors.pairs)('have the number they had: $of', async ({ of, number }) => {
    const [one, other] = await Promise.all(of.map((at) => parseCard(vectors.cards[at]!.text)));
    expect(pairNumber(one!.fullFingerprint, other!.fullFingerprint)).toEqual(number);
    expect(pairNumber(other!.fullFingerprint, one!.fullFingerprint)).toEqual(number);
  });
});

describe('a computation written from the specification alone', () => {
  const sha = (...parts: readonly (string | Uint8Array)[]): Buffer => {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    return hash.digest();
  };
  const u16 = (value: number): Buffer => Buffer.of(value >> 8, value & 255);
  const number = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex')}`);
  const inFives = (digits: string): string[] => digits.match(/.{5}/g)!;

  const compute = ({ text }: KeyedCardVector) => {
    const card = unarmor(text, 'FSEAL1c');
    const [ed, x] = [card.subarray(18, 50), card.subarray(50, 82)];
    const lasting: { readonly type: number; readonly bytes: Buffer }[] = [];
    let at = 83 + card[82]!;
    let left = card.readUInt16BE(at);
    for (at += 2; left > 0; left--) {
      const [type, length] = [card.readUInt16BE(at), card.readUInt16BE(at + 2)];
      if (type >= 256 && type <= 511) lasting.push({ type, bytes: card.subarray(at + 4, at + 4 + length) });
      at += 4 + length;
    }
    expect(card.length).toBe(at + 64);
    const listed = lasting.flatMap(({ type, bytes }) => [u16(type), u16(bytes.length), bytes]);
    const keys = sha('fieldseal/2/keys', u16(lasting.length), ...listed);
    const fingerprint1 = sha('fieldseal/1/fingerprint', ed, x);
    const fingerprint2 = sha('fieldseal/2/fingerprint', ed, x, keys);
    return { keys, fingerprint1, fingerprint2, shown: lasting.length === 0 ? fingerprint1 : fingerprint2 };
  };

  it.each(vectors.cards)('comes to the same keys and fingerprints: $what', (vector) => {
    const { shown, ...computed } = compute(vector);
    const { keys, fingerprint1, fingerprint2 } = vector;
    const inHex = Object.entries(computed).map(([name, bytes]) => [name, bytes.toString('hex')]);
    expect(Object.fromEntries(inHex)).toEqual({ keys, fingerprint1, fingerprint2 });
    const bits = number(shown).toString(2).padStart(256, '0').slice(0, 132);
    expect(bits.match(/.{11}/g)!.map((word) => wordlist[Number.parseInt(word, 2)])).toEqual(vector.words);
    expect(inFives(BigInt(`0b${bits}`).toString().padStart(40, '0'))).toEqual(vector.digits);
  });

  it.each(vectors.cards)('reads the short card: $what', ({ short, text, owner, ...vector }) => {
    const card = Buffer.from(short, 'hex');
    const full = unarmor(text, 'FSEAL1c');
    expect([card.length, card[0]]).toEqual([236, 0x22]);
    for (const [at, place] of [
      [1, 2],
      [6, 10],
    ] as const)
      expect(BigInt(card.readUIntBE(at, 5))).toBe(full.readBigUInt64BE(place) / 1000n);
    expect(card.subarray(11, 75).equals(full.subarray(18, 82))).toBe(true);
    expect(card.subarray(75, 107).toString('hex')).toBe(vector.keys);
    expect(card.subarray(108, 108 + card[107]!).toString()).toBe(owner);
    expect(card.subarray(108 + card[107]!, 172).every((byte) => byte === 0)).toBe(true);
    const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), card.subarray(11, 43)]);
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    const signed = Buffer.concat([Buffer.from('fieldseal/2/card'), card.subarray(0, 172)]);
    expect(verify(null, signed, key, card.subarray(172))).toBe(true);
  });

  it.each(vectors.pairs)('comes to the same number: $of', (pair) => {
    const halves = pair.of
      .map((at) => number(sha('fieldseal/2/half', compute(vectors.cards[at]!).fingerprint2)) % 10n ** 30n)
      .sort((a, b) => (a < b ? -1 : 1));
    expect(inFives(halves.map((half) => half.toString().padStart(30, '0')).join(''))).toEqual(pair.number);
  });
});
