import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sealedLength } from '../../../src/bytes/sealed-length.ts';
import { makeCard } from '../../../src/envelope/card.ts';
import { sealMessage } from '../../../src/envelope/seal.ts';
import { makeShortCard } from '../../../src/envelope/short-card.ts';
import { twinCore } from '../../support/twin-core.ts';
import { alice, bob, CHEAP_KDF, carol } from './people.ts';

const others = [bob.contact, carol.contact];
const fields = { name: 'Alice', created: 0, expires: 1e9, ed25519: alice.ed25519, x25519: alice.x25519.publicKey };
const card = await makeShortCard(await makeCard(fields), alice.ed25519.privateKey);
const seal = (text: string, origin: string, recipients: number, passphrases: number, introductions = 0) =>
  sealMessage(twinCore, {
    text,
    origin,
    time: 0,
    sender: alice,
    selfKey: alice.selfKey,
    recipients: others.slice(0, recipients),
    introduction: { card, to: others.slice(0, introductions) },
    ...(passphrases === 1 ? { passphrase: { text: 'a passphrase', kdf: CHEAP_KDF } } : {}),
  });

it('how long a sealed text will be is known to the character before it is sealed', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.integer({ min: 0, max: 9_000 }).map((n) => 'ü'.repeat(n)),
  );
  const origin = fc.constantFrom('', 'https://forum.example', `https://${'a'.repeat(60)}.example:8443`);
  await fc.assert(
    fc.asyncProperty(text, origin, fc.nat(2), fc.nat(2), async (words, site, recipients, introductions) => {
      const length = sealedLength({ text: words, origin: site, recipients, passphrases: 0, introductions });
      expect(length).toBe((await seal(words, site, recipients, 0, introductions)).length);
    }),
    { numRuns: 60 },
  );
  expect(sealedLength({ text: 'yes', origin: '', recipients: 1, passphrases: 1, introductions: 0 })).toBe(
    (await seal('yes', '', 1, 1)).length,
  );
});

it.each([
  [1, 388],
  [10, 1_320],
])('72 characters to %i readers and oneself are %i characters', async (recipients, characters) => {
  const what = { text: 'x'.repeat(72), origin: 'https://example.test' };
  expect(sealedLength({ ...what, recipients, passphrases: 0, introductions: 0 })).toBe(characters);
  const readers = Array.from({ length: recipients }, () => bob.contact);
  const about = { ...what, time: 0, sender: alice, selfKey: alice.selfKey, recipients: readers };
  expect(await sealMessage(twinCore, about)).toHaveLength(characters);
});
