import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeHex, encodeHex } from '../../../src/bytes/hex.ts';
import { openMessage } from '../../../src/envelope/open.ts';
import { sealMessage } from '../../../src/envelope/seal.ts';
import { alice, bob, CORES, carol, codeOf, type Person } from '../../unit/envelope/people.ts';
import { type IndependentPerson, introducedTo, openIndependently, unarmor2, writerOf } from './independent-reader.ts';
import type { IntroductionVector } from './introduction-vectors.ts';

const path = new URL('introductions-v2.json', import.meta.url);
const vectors = JSON.parse(readFileSync(path, 'utf8')) as readonly IntroductionVector[];
const PEOPLE: Readonly<Record<string, Person>> = { alice, bob, carol };
const contentOf = ({ text, time, origin }: IntroductionVector) => ({ text, time, origin });

describe.each(CORES)('the frozen introductions, by %s', (_, core) => {
  it.each(vectors)('open for readers without a card: $what', async (vector) => {
    const { token, recipients, introduced, card } = vector;
    for (const name of recipients) {
      const me = PEOPLE[name]!;
      const keys = { me, selfKey: me.selfKey, contacts: [] };
      if (introduced.includes(name)) {
        const from = { kind: 'introduced', card: { text: card, name: 'Alice 李', fingerprint: alice.fingerprint } };
        expect(await openMessage(core, token, keys)).toMatchObject({ ...contentOf(vector), from });
      } else expect(await codeOf(() => openMessage(core, token, keys))).toBe('not-for-me');
      const known = await openMessage(core, token, { ...keys, contacts: [alice.contact] });
      expect(known.from).toEqual({ kind: 'contact', fingerprint: alice.fingerprint });
    }
  });

  it.each(vectors)('come out the same from the same randomness: $what', async (vector) => {
    const drawn = vector.drawn.map(decodeHex);
    const recipients = vector.recipients.map((name) => PEOPLE[name]!.contact);
    const to = vector.introduced.map((name) => PEOPLE[name]!.contact);
    const about = { ...contentOf(vector), sender: alice, selfKey: alice.selfKey, recipients };
    const token = await sealMessage(
      core,
      { ...about, introduction: { card: decodeHex(vector.card), to } },
      () => drawn.shift()!,
    );
    expect(drawn).toHaveLength(0);
    expect(token).toBe(vector.token);
  });
});

describe('a reader written from the specification alone', () => {
  const independent = ({ fingerprint, x25519 }: Person): IndependentPerson => ({
    fingerprint,
    x25519PrivateKey: x25519.privateKey as Uint8Array,
    x25519PublicKey: x25519.publicKey,
  });

  it.each(vectors)('comes to know the writer and opens the text: $what', (vector) => {
    const payload = unarmor2(vector.token);
    vector.introduced.forEach((name, at) => {
      const me = independent(PEOPLE[name]!);
      const { card, key } = introducedTo(me, payload)!;
      expect([card, key].map(encodeHex)).toEqual([vector.card, vector.keys[at]]);
      const writer = writerOf(card);
      expect([writer.name, encodeHex(writer.fingerprint)]).toEqual(['Alice 李', encodeHex(alice.fingerprint)]);
      const { content, time, origin, from } = openIndependently(payload, { me, writers: [writer] });
      expect({ text: content.toString(), time, origin, from }).toEqual({
        ...contentOf(vector),
        from: encodeHex(alice.fingerprint),
      });
    });
    for (const name of vector.recipients.filter((one) => !vector.introduced.includes(one))) {
      expect(introducedTo(independent(PEOPLE[name]!), payload)).toBeUndefined();
    }
  });
});
