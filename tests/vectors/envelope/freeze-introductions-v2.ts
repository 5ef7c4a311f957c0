// Made introductions-v2.json, once: node tests/vectors/envelope/freeze-introductions-v2.ts
import { writeFileSync } from 'node:fs';
import { concat } from '../../../src/bytes/bytes.ts';
import { encodeHex } from '../../../src/bytes/hex.ts';
import { encodeUtf8 } from '../../../src/bytes/utf8.ts';
import { openBaseSecret } from '../../../src/crypto/hpke.ts';
import { makeCard } from '../../../src/envelope/card.ts';
import { parseMessage } from '../../../src/envelope/open.ts';
import { SLOT_INTRODUCTION } from '../../../src/envelope/parts.ts';
import { sealMessage } from '../../../src/envelope/seal.ts';
import { makeShortCard } from '../../../src/envelope/short-card.ts';
import { twinCore as core } from '../../support/twin-core.ts';
import { alice, bob, carol, seededRandom } from '../../unit/envelope/people.ts';
import type { IntroductionVector } from './introduction-vectors.ts';

const PEOPLE = { alice, bob, carol };
type Name = keyof typeof PEOPLE;

const { ed25519 } = alice;
const about = { name: 'Alice 李', created: 1_796_000_000_000, expires: 1_859_000_000_000, ed25519 };
const extensions = [{ type: 256, value: seededRandom('introductions/key')(1184) }];
const plain = await makeShortCard(await makeCard({ ...about, x25519: alice.x25519.publicKey }), ed25519.privateKey);
const keyed = await makeShortCard(
  await makeCard({ ...about, x25519: alice.x25519.publicKey, extensions }),
  ed25519.privateKey,
);

const CASES: readonly { what: string; card: Uint8Array; recipients: readonly Name[]; introduced: readonly Name[] }[] = [
  { what: 'to one new contact', card: plain, recipients: ['bob'], introduced: ['bob'] },
  {
    what: 'to one who knows me and one who does not',
    card: plain,
    recipients: ['bob', 'carol'],
    introduced: ['carol'],
  },
  { what: 'with lasting keys, to two', card: keyed, recipients: ['carol', 'bob'], introduced: ['carol', 'bob'] },
];

const vectors: IntroductionVector[] = [];
for (const { what, card, recipients, introduced } of CASES) {
  const drawn: string[] = [];
  const source = seededRandom(`introductions/${what}`);
  const content = { text: 'We met at the fair.', time: 1_796_000_000_000, origin: 'https://forum.example' };
  const to = introduced.map((name) => PEOPLE[name].contact);
  const readers = { sender: alice, selfKey: alice.selfKey, recipients: recipients.map((name) => PEOPLE[name].contact) };
  const token = await sealMessage(core, { ...content, ...readers, introduction: { card, to } }, (length) => {
    const bytes = source(length);
    drawn.push(encodeHex(bytes));
    return bytes;
  });
  const { binding, slots } = parseMessage(token);
  const contents = slots.filter(({ type }) => type === SLOT_INTRODUCTION).map(({ content: bytes }) => bytes);
  const keys = await Promise.all(
    introduced.map((name, at) => {
      const info = concat(encodeUtf8('fieldseal/2/introduction'), PEOPLE[name].fingerprint, binding);
      const enc = (contents[at] ?? new Uint8Array()).subarray(0, 32);
      const exporterContext = encodeUtf8('fieldseal/2/card-key');
      return openBaseSecret(core, { info, exporterContext, enc, recipient: PEOPLE[name].x25519 });
    }),
  );
  vectors.push({
    what,
    ...content,
    recipients,
    introduced,
    card: encodeHex(card),
    drawn,
    keys: keys.map(encodeHex),
    token,
  });
}
writeFileSync(new URL('introductions-v2.json', import.meta.url), `${JSON.stringify(vectors, null, 2)}\n`, {
  flag: 'wx',
});
