import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeHex, encodeHex } from '../../../src/bytes/hex.ts';
import { makeCard, parseCard } from '../../../src/envelope/card.ts';
import { deriveFingerprint, fingerprintDigits, fingerprintWords } from '../../../src/envelope/fingerprint.ts';
import { deriveMessageKeys } from '../../../src/envelope/keys1.ts';
import { openMessage, parseMessage } from '../../../src/envelope/open.ts';
import type { Envelope1 } from '../../../src/envelope/parts.ts';
import { encodePlaintext1 as encodePlaintext, sealMessage1 as sealMessage } from '../../support/format1.ts';
import { CORES, codeOf } from '../../unit/envelope/people.ts';
import { passphraseOf, type Vectors } from './vectors.ts';

const vectors = JSON.parse(readFileSync(new URL('v1.json', import.meta.url), 'utf8')) as Vectors;

function personOf(name: string) {
  const person = vectors.people[name]!;
  const fingerprint = decodeHex(person.fingerprint);
  const x25519 = { privateKey: decodeHex(person.x25519PrivateKey), publicKey: decodeHex(person.x25519PublicKey) };
  const ed25519 = { privateKey: decodeHex(person.ed25519PrivateKey), publicKey: decodeHex(person.ed25519PublicKey) };
  const contact = { fingerprint, x25519: x25519.publicKey };
  return { me: { fingerprint, x25519 }, ed25519, selfKey: decodeHex(person.selfKey), contact };
}

const contacts = Object.keys(vectors.people).map((name) => personOf(name).contact);

describe.each(CORES)('the frozen texts of version 1, by %s', (_, core) => {
  it.each(vectors.messages)('open for everybody they are for: $name', async (vector) => {
    const { text, time, origin } = vector;
    const writer = personOf(vector.sender);
    for (const recipient of vector.recipients) {
      const opened = await openMessage(core, vector.token, { me: personOf(recipient).me, contacts });
      const from = { kind: 'contact', fingerprint: writer.me.fingerprint };
      expect(opened).toEqual({ text, time, origin, from });
    }
    if (vector.self) {
      const opened = await openMessage(core, vector.token, { selfKey: writer.selfKey });
      expect(opened).toEqual({ text, time, origin, from: { kind: 'self' } });
    }
    if (vector.passphrase !== undefined) {
      const opened = await openMessage(core, vector.token, { passphrase: vector.passphrase });
      expect(opened).toEqual({ text, time, origin, from: { kind: 'passphrase' } });
    }
  });

  it.each(vectors.messages)('come out the same from the same randomness: $name', async (vector) => {
    const drawn = vector.drawn.map(decodeHex);
    const { me, selfKey } = personOf(vector.sender);
    const { text, time, origin } = vector;
    const recipients = vector.recipients.map((name) => personOf(name).contact);
    const self = vector.self ? { selfKey } : {};
    const token = await sealMessage(
      core,
      { text, time, origin, sender: me, recipients, ...self, ...passphraseOf(vector) },
      (length) => {
        const next = drawn.shift();
        expect(next).toHaveLength(length);
        return next!;
      },
    );
    expect(drawn).toHaveLength(0);
    expect(token).toBe(vector.token);
  });

  it.each(vectors.messages)('have the stated keys and plaintext inside: $name', (vector) => {
    const { salt, commitment, binding, nonce } = parseMessage(vector.token) as Envelope1;
    const keys = deriveMessageKeys(core, decodeHex(vector.drawn[0]!), salt);
    const plaintext = encodePlaintext({ ...vector, sender: decodeHex(vectors.people[vector.sender]!.fingerprint) });
    expect(encodeHex(plaintext)).toBe(vector.plaintext);
    expect(encodeHex(keys.body)).toBe(vector.bodyKey);
    expect([keys.commitment, commitment].map(encodeHex)).toEqual([vector.commitment, vector.commitment]);
    expect([core.hmacSha256(keys.bind, plaintext), binding].map(encodeHex)).toEqual([vector.binding, vector.binding]);
    expect(encodeHex(nonce)).toBe(vector.drawn.at(-1));
  });

  /** What was a later version then is one today, and this text's checksum does not fit it. */
  const today = vectors.refused.map((one) => (one.text.startsWith('FSEAL2') ? { ...one, code: 'damaged' } : one));

  it.each(today)('are refused: $what', async ({ text, code }) => {
    const { me, selfKey } = personOf('bob');
    const open = (): unknown =>
      code.startsWith('card-') ? parseCard(text) : openMessage(core, text, { me, selfKey, contacts });
    expect(await codeOf(open)).toBe(code);
  });
});

describe('the frozen cards of version 1', () => {
  it.each(vectors.cards)('are read, and come out the same: $name', async (vector) => {
    const { ed25519, me } = personOf(vector.owner);
    const { name, created, expires, text } = vector;
    const extensions = vector.extensions.map(({ type, value }) => ({ type, value: new TextEncoder().encode(value) }));
    const keys = { ed25519: ed25519.publicKey, x25519: me.x25519.publicKey };
    const card = {
      name,
      created,
      expires,
      extensions,
      text,
      ...keys,
      fullFingerprint: expect.any(Uint8Array),
      fingerprint: me.fingerprint,
    };
    expect(await parseCard(text)).toEqual(card);
    expect(await makeCard({ name, created, expires, extensions, ed25519, x25519: keys.x25519 })).toEqual(card);
  });

  it.each(Object.entries(vectors.people))('show the fingerprint of %s as frozen', (_, person) => {
    const keys = [person.ed25519PublicKey, person.x25519PublicKey].map(decodeHex);
    const fingerprint = deriveFingerprint(keys[0]!, keys[1]!);
    expect(encodeHex(fingerprint)).toBe(person.fingerprint);
    expect(fingerprintWords(fingerprint)).toEqual(person.words);
    expect(fingerprintDigits(fingerprint)).toEqual(person.digits);
  });
});
