// Made cards-v2.json, once: node tests/vectors/envelope/freeze-cards-v2.ts
import { writeFileSync } from 'node:fs';
import { decodeHex, encodeHex } from '../../../src/bytes/hex.ts';
import { type ContactCard, makeCard } from '../../../src/envelope/card.ts';
import { lastingKeys } from '../../../src/envelope/card-keys.ts';
import {
  deriveShownFingerprint,
  digestKeys,
  fingerprintDigits,
  fingerprintWords,
  pairNumber,
} from '../../../src/envelope/fingerprint.ts';
import { makeShortCard } from '../../../src/envelope/short-card.ts';
import { alice, bob, carol, seededRandom } from '../../unit/envelope/people.ts';
import type { CardVectors, KeyedCardVector } from './card-vectors.ts';

const PEOPLE = { alice, bob, carol };
const dates = { created: 1_796_000_000_000, expires: 1_859_000_000_000 };
const long = encodeHex(seededRandom('cards/long')(1184));
const short = encodeHex(seededRandom('cards/short')(33));

const CASES: readonly (Pick<KeyedCardVector, 'what' | 'extensions'> & { readonly owner: keyof typeof PEOPLE })[] = [
  { what: 'two keys', owner: 'alice', extensions: [] },
  { what: 'no lasting keys', owner: 'bob', extensions: [7, 255, 512, 767].map((type) => ({ type, value: 'c0ffee' })) },
  { what: 'one more key', owner: 'bob', extensions: [{ type: 256, value: long }] },
  {
    what: 'lasting keys among others',
    owner: 'bob',
    extensions: [
      { type: 255, value: '01' },
      { type: 256, value: long },
      { type: 300, value: '' },
      { type: 511, value: short },
      { type: 512, value: short },
    ],
  },
  { what: 'a key of another type', owner: 'carol', extensions: [{ type: 257, value: long }] },
];

const made: ContactCard[] = [];
const cards: KeyedCardVector[] = [];
for (const { what, owner, extensions } of CASES) {
  const { ed25519, x25519 } = PEOPLE[owner];
  const values = extensions.map(({ type, value }) => ({ type, value: decodeHex(value) }));
  const card = await makeCard({ name: owner, ...dates, ed25519, x25519: x25519.publicKey, extensions: values });
  const shown = deriveShownFingerprint(card);
  made.push(card);
  cards.push({
    what,
    owner,
    extensions,
    text: card.text,
    short: encodeHex(await makeShortCard(card, ed25519.privateKey)),
    keys: encodeHex(digestKeys(lastingKeys(card.extensions))),
    fingerprint1: encodeHex(card.fingerprint),
    fingerprint2: encodeHex(card.fullFingerprint),
    words: fingerprintWords(shown),
    digits: fingerprintDigits(shown),
  });
}
const pairs = (
  [
    [0, 1],
    [2, 0],
    [3, 4],
  ] as const
).flatMap(([a, b]) => {
  const [one, other] = [made[a], made[b]];
  return one && other ? [{ of: [a, b] as const, number: pairNumber(one.fullFingerprint, other.fullFingerprint) }] : [];
});
const vectors: CardVectors = { cards, pairs };
writeFileSync(new URL('cards-v2.json', import.meta.url), `${JSON.stringify(vectors, null, 2)}\n`, { flag: 'wx' });
