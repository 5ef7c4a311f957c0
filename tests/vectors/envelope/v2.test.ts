import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeHex, encodeHex } from '../../../src/bytes/hex.ts';
import { openMessage } from '../../../src/envelope/open.ts';
import { sealMessage } from '../../../src/envelope/seal.ts';
import { alice, bob, CHEAP_KDF, CORES, carol, codeOf, type Person } from '../../unit/envelope/people.ts';
import { type IndependentKeys, type IndependentPerson, openIndependently, unarmor2 } from './independent-reader.ts';
import { passphraseOf } from './vectors.ts';
import type { MessageVector2, Vectors2 } from './vectors2.ts';

const vectors = JSON.parse(readFileSync(new URL('v2.json', import.meta.url), 'utf8')) as Vectors2;

const personOf = (name: string) => {
  const person = vectors.people[name]!;
  const fingerprint = decodeHex(person.fingerprint);
  const x25519 = { privateKey: decodeHex(person.x25519PrivateKey), publicKey: decodeHex(person.x25519PublicKey) };
  const contact = { fingerprint, x25519: x25519.publicKey };
  return { me: { fingerprint, x25519 }, selfKey: decodeHex(person.selfKey), contact };
};
const contacts = Object.keys(vectors.people).map((name) => personOf(name).contact);

/** Everybody who can open it: the keys they have, and who it is from for them. */
const openersOf = ({ sender, self, recipients, passphrase }: MessageVector2) => {
  const { me, selfKey } = personOf(sender);
  const contact = { kind: 'contact', fingerprint: me.fingerprint };
  return [
    ...recipients.map((name) => ({ keys: { me: personOf(name).me, contacts }, from: contact })),
    ...(self ? [{ keys: { selfKey }, from: { kind: 'self' } }] : []),
    ...(passphrase === undefined ? [] : [{ keys: { passphrase }, from: { kind: 'passphrase' } }]),
  ];
};

describe.each(CORES)('the frozen texts of version 2, by %s', (_, core) => {
  it.each(vectors.messages)('open for everybody they are for: $name', async (vector) => {
    const { text, time, origin } = vector;
    for (const { keys, from } of openersOf(vector)) {
      expect(await openMessage(core, vector.token, keys)).toEqual({ text, time, origin, from });
    }
  });

  it.each(vectors.messages)('come out the same from the same randomness: $name', async (vector) => {
    const drawn = vector.drawn.map(decodeHex);
    const { me, selfKey } = personOf(vector.sender);
    const { text, time, origin } = vector;
    const recipients = vector.recipients.map((name) => personOf(name).contact);
    const about = { text, time, origin, sender: me, recipients, ...passphraseOf(vector) };
    const token = await sealMessage(core, vector.self ? { ...about, selfKey } : about, (length) => {
      const next = drawn.shift();
      expect(next).toHaveLength(length);
      return next!;
    });
    expect(drawn).toHaveLength(0);
    expect(token).toBe(vector.token);
  });

  it.each(vectors.refused)('are refused: $what', async ({ text, code }) => {
    const { me, selfKey } = personOf('bob');
    expect(await codeOf(() => openMessage(core, text, { me, selfKey, contacts }))).toBe(code);
  });
});

describe('a reader written from the specification alone', () => {
  const independent = ({ fingerprint, x25519 }: Pick<Person, 'fingerprint' | 'x25519'>): IndependentPerson => ({
    fingerprint,
    x25519PrivateKey: x25519.privateKey as Uint8Array,
    x25519PublicKey: x25519.publicKey,
  });

  it.each(vectors.messages)('goes the same way to the same end: $name', (vector) => {
    const payload = unarmor2(vector.token);
    expect(payload.subarray(1, 33).toString('hex')).toBe(vector.binding);
    const writers = Object.keys(vectors.people).map((name) => independent(personOf(name).me));
    const { selfKey } = personOf(vector.sender);
    const passphrase = vector.passphrase;
    const ways: IndependentKeys[] = [
      ...(vector.self ? [{ selfKey }] : []),
      ...(passphrase === undefined ? [] : [{ passphrase }]),
      ...vector.recipients.map((name) => ({ me: independent(personOf(name).me), writers })),
    ];
    expect(ways).toHaveLength(vector.slots.length);
    ways.forEach((keys, index) => {
      const { secret, kek } = vector.slots[index]!;
      const { steps, content, ...opened } = openIndependently(payload, keys);
      const from = keys.selfKey ? 'self' : keys.me ? vectors.people[vector.sender]!.fingerprint : 'passphrase';
      expect(opened).toEqual({ type: 1, time: vector.time, origin: vector.origin, from });
      expect(content.toString()).toBe(vector.text);
      const { bindKey, bodyKey, readersHash, plaintext } = vector;
      expect(steps).toEqual({ dek: vector.drawn[0], bindKey, bodyKey, readersHash, secret, kek, plaintext });
    });
  });

  const core = CORES[0]![1];
  const people = [bob, carol];

  it('opens what is sealed today, and refuses it with any byte changed', async () => {
    const site = fc.constantFrom('', 'https://forum.example', `https://${'a'.repeat(250)}.example`);
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    const seconds = fc.nat(2 ** 40 - 1);
    await fc.assert(
      fc.asyncProperty(text, site, seconds, fc.nat(2), fc.nat(), async (words, origin, second, count, place) => {
        const recipients = people.slice(0, count).map(({ contact }) => contact);
        const time = second * 1000;
        const about = { text: words, origin, time, sender: alice, selfKey: alice.selfKey, recipients };
        const payload = unarmor2(await sealMessage(core, about));
        const readers: IndependentKeys[] = [{ selfKey: alice.selfKey }];
        for (const one of people.slice(0, count)) readers.push({ me: independent(one), writers: [independent(alice)] });
        const changed = Buffer.from(payload);
        changed[place % payload.length]! ^= 1 + (place % 255);
        for (const keys of readers) {
          const { steps, content, ...opened } = openIndependently(payload, keys);
          const from = keys.selfKey ? 'self' : encodeHex(alice.fingerprint);
          expect(opened).toEqual({ type: 1, time, origin, from });
          expect(content.toString()).toBe(Buffer.from(words).toString());
          expect(() => openIndependently(changed, keys)).toThrow();
        }
      }),
      { numRuns: 60 },
    );
  });

  it('opens it with a passphrase', async () => {
    const passphrase = { text: 'Ångström ﬁve', kdf: CHEAP_KDF };
    const about = { text: 'x', origin: '', time: 0, sender: alice, recipients: [], passphrase };
    const payload = unarmor2(await sealMessage(core, about));
    expect(openIndependently(payload, { passphrase: 'A\u030angstro\u0308m five' }).from).toBe('passphrase');
    expect(() => openIndependently(payload, { passphrase: 'x' })).toThrow();
  });
});
