// Made v1.json, once: node tests/vectors/envelope/freeze-v1.ts
import { writeFileSync } from 'node:fs';
import { armor, parseArmor } from '../../../src/bytes/armor.ts';
import { encodeHex } from '../../../src/bytes/hex.ts';
import { makeCard } from '../../../src/envelope/card.ts';
import { fingerprintDigits, fingerprintWords } from '../../../src/envelope/fingerprint.ts';
import type { KdfParameters } from '../../../src/envelope/kdf-parameters.ts';
import { deriveMessageKeys } from '../../../src/envelope/keys1.ts';
import { parseMessage } from '../../../src/envelope/open.ts';
import type { Envelope1 } from '../../../src/envelope/parts.ts';
import { encodePlaintext1 as encodePlaintext, sealMessage1 as sealMessage } from '../../support/format1.ts';
import { twinCore as core } from '../../support/twin-core.ts';
import { alice, bob, CHEAP_KDF, carol, type Person, seededRandom } from '../../unit/envelope/people.ts';
import { type CardVector, type MessageVector, passphraseOf, type Vectors } from './vectors.ts';

const PEOPLE: Readonly<Record<string, Person>> = { alice, bob, carol };
const person = (name: string): Person => PEOPLE[name] ?? alice;
const ARGON2ID: KdfParameters = { kdf: 'argon2id', memoryKiB: 65_536, iterations: 3, parallelism: 1 };

type Case = Omit<MessageVector, 'drawn' | 'plaintext' | 'bodyKey' | 'commitment' | 'binding' | 'token'>;

const plain = { time: 1_795_000_000_000, origin: 'https://forum.example', sender: 'alice', self: true };
const CASES: readonly Case[] = [
  { ...plain, name: 'to myself', text: 'Remember the milk.', recipients: [] },
  { ...plain, name: 'to one contact', text: 'Meet at five.', self: false, recipients: ['bob'] },
  { ...plain, name: 'to two contacts and myself', text: 'Grüße, 李小龍 🦭', recipients: ['bob', 'carol'] },
  { ...plain, name: 'empty, without origin, at time zero', text: '', origin: '', time: 0, recipients: ['carol'] },
  { ...plain, name: 'long', text: 'All work and no play. '.repeat(60), sender: 'bob', recipients: ['alice'] },
  { ...plain, name: 'by PBKDF2', text: 'shared', recipients: [], passphrase: 'correct horse', kdf: CHEAP_KDF },
  {
    ...plain,
    name: 'by Argon2id, for a contact and myself too',
    text: 'shared',
    recipients: ['bob'],
    passphrase: 'Ångström ﬁve',
    kdf: ARGON2ID,
  },
];

async function freezeMessage(one: Case): Promise<MessageVector> {
  const drawn: string[] = [];
  const source = seededRandom(`v1/${one.name}`);
  const sender = person(one.sender);
  const { text, time, origin } = one;
  const token = await sealMessage(
    core,
    {
      text,
      time,
      origin,
      sender,
      recipients: one.recipients.map((name) => person(name).contact),
      ...(one.self ? { selfKey: sender.selfKey } : {}),
      ...passphraseOf(one),
    },
    (length) => {
      const bytes = source(length);
      drawn.push(encodeHex(bytes));
      return bytes;
    },
  );
  const { salt, commitment, binding } = parseMessage(token) as Envelope1;
  const dek = seededRandom(`v1/${one.name}`)(32);
  return {
    ...one,
    drawn,
    plaintext: encodeHex(encodePlaintext({ ...one, sender: sender.fingerprint })),
    bodyKey: encodeHex(deriveMessageKeys(core, dek, salt).body),
    commitment: encodeHex(commitment),
    binding: encodeHex(binding),
    token,
  };
}

async function freezeCards(): Promise<CardVector[]> {
  const dates = { created: 1_795_000_000_000, expires: 1_858_000_000_000 };
  const make = async (owner: string, name: string, extensions: CardVector['extensions']): Promise<CardVector> => {
    const { ed25519, x25519 } = person(owner);
    const values = extensions.map(({ type, value }) => ({ type, value: new TextEncoder().encode(value) }));
    const card = await makeCard({ name, ...dates, ed25519, x25519: x25519.publicKey, extensions: values });
    return { owner, name, ...dates, extensions, text: card.text };
  };
  return [
    await make('alice', 'Alice', []),
    await make('bob', 'Bob Łukasz 李', [
      { type: 7, value: 'from a later version' },
      { type: 1000, value: '' },
    ]),
  ];
}

function refused(messages: readonly MessageVector[], cards: readonly CardVector[]): Vectors['refused'] {
  const token = messages[1]?.token ?? '';
  const { payload } = parseArmor(token);
  const flipped = (at: number): string => armor('message', payload.with(at, (payload.at(at) ?? 0) ^ 1));
  const card = parseArmor(cards[0]?.text ?? '').payload;
  return [
    { what: 'cut short', text: token.slice(0, 200), code: 'truncated' },
    {
      what: 'a changed character',
      text: `${token.slice(0, 99)}${token[99] === 'x' ? 'y' : 'x'}${token.slice(100)}`,
      code: 'damaged',
    },
    { what: 'lower case', text: token.toLowerCase(), code: 'damaged' },
    { what: 'armor of a later version', text: token.replace('FSEAL1', 'FSEAL2'), code: 'newer-version' },
    { what: 'payload of a later version', text: armor('message', payload.with(0, 2)), code: 'newer-version' },
    { what: 'no sealed text', text: 'Meet at five.', code: 'not-sealed-text' },
    { what: 'a changed commitment', text: flipped(18), code: 'slot-tampered' },
    { what: 'a changed binding', text: flipped(50), code: 'slot-tampered' },
    { what: 'a changed encapsulated key', text: flipped(90), code: 'slot-tampered' },
    { what: 'a changed tag', text: flipped(payload.length - 1), code: 'body-tampered' },
    { what: 'a changed card', text: armor('card', card.with(20, (card.at(20) ?? 0) ^ 1)), code: 'card-signature' },
  ];
}

const messages = await Promise.all(CASES.map(freezeMessage));
const cards = await freezeCards();
const people = Object.fromEntries(
  Object.entries(PEOPLE).map(([name, { x25519, ed25519, fingerprint, selfKey }]) => [
    name,
    {
      x25519PrivateKey: encodeHex(x25519.privateKey as Uint8Array),
      x25519PublicKey: encodeHex(x25519.publicKey),
      ed25519PrivateKey: encodeHex(ed25519.privateKey),
      ed25519PublicKey: encodeHex(ed25519.publicKey),
      selfKey: encodeHex(selfKey),
      fingerprint: encodeHex(fingerprint),
      words: fingerprintWords(fingerprint),
      digits: fingerprintDigits(fingerprint),
    },
  ]),
);
const vectors: Vectors = { version: 1, people, messages, cards, refused: refused(messages, cards) };
writeFileSync(new URL('v1.json', import.meta.url), `${JSON.stringify(vectors, null, 2)}\n`, { flag: 'wx' });
