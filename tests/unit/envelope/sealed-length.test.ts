import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sealedLength } from '../../../src/bytes/sealed-length.ts';
import { sealMessage } from '../../../src/envelope/seal.ts';
import { twinCore } from '../../support/twin-core.ts';
import { alice, bob, CHEAP_KDF, carol } from './people.ts';

const others = [bob.contact, carol.contact];
const seal = (text: string, origin: string, recipients: number, passphrases: number): Promise<string> =>
  sealMessage(twinCore, {
    text,
    origin,
    time: 0,
    sender: alice,
    selfKey: alice.selfKey,
    recipients: others.slice(0, recipients),
    ...(passphrases === 1 ? { passphrase: { text: 'a passphrase', kdf: CHEAP_KDF } } : {}),
  });

it('how long a sealed text will be is known to the character before it is sealed', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.integer({ min: 0, max: 9_000 }).map((n) => 'ü'.repeat(n)),
  );
  const origin = fc.constantFrom('', 'https://forum.example', `https://${'a'.repeat(60)}.example:8443`);
  await fc.assert(
    fc.asyncProperty(text, origin, fc.nat(2), async (words, site, recipients) => {
      const length = sealedLength({ text: words, origin: site, recipients, passphrases: 0 });
      expect(length).toBe((await seal(words, site, recipients, 0)).length);
    }),
    { numRuns: 60 },
  );
  expect(sealedLength({ text: 'yes', origin: '', recipients: 1, passphrases: 1 })).toBe(
    (await seal('yes', '', 1, 1)).length,
  );
});

it.each([
  [1, 388],
  [10, 1_320],
])('72 characters to %i readers and oneself are %i characters', async (recipients, characters) => {
  const what = { text: 'x'.repeat(72), origin: 'https://example.test' };
  expect(sealedLength({ ...what, recipients, passphrases: 0 })).toBe(characters);
  const readers = Array.from({ length: recipients }, () => bob.contact);
  const about = { ...what, time: 0, sender: alice, selfKey: alice.selfKey, recipients: readers };
  expect(await sealMessage(twinCore, about)).toHaveLength(characters);
});
