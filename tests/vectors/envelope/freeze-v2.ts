// Made v2.json, once: node tests/vectors/envelope/freeze-v2.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { armor, parseArmor } from '../../../src/bytes/armor.ts';
import { concat } from '../../../src/bytes/bytes.ts';
import { encodeHex } from '../../../src/bytes/hex.ts';
import { encodeUtf8 } from '../../../src/bytes/utf8.ts';
import type { RandomSource } from '../../../src/crypto/random.ts';
import { prepareContactSlot } from '../../../src/envelope/contact-slot.ts';
import { encodeText, TEXT } from '../../../src/envelope/content.ts';
import { hashReaders } from '../../../src/envelope/format2.ts';
import type { KdfParameters } from '../../../src/envelope/kdf-parameters.ts';
import { deriveBinding, deriveBodyKey, deriveKek2, wrapDek2 } from '../../../src/envelope/keys2.ts';
import { preparePassphraseSlot } from '../../../src/envelope/passphrase-slot.ts';
import { encodePlaintext2 } from '../../../src/envelope/plaintext2.ts';
import { sealMessage } from '../../../src/envelope/seal.ts';
import { prepareSelfSlot } from '../../../src/envelope/self-slot.ts';
import type { SlotSecret } from '../../../src/envelope/slot-secret.ts';
import { twinCore as core } from '../../support/twin-core.ts';
import { alice, bob, CHEAP_KDF, carol, type Person, seededRandom } from '../../unit/envelope/people.ts';
import { passphraseOf, type Vectors } from './vectors.ts';
import type { MessageVector2, Vectors2 } from './vectors2.ts';

const PEOPLE: Readonly<Record<string, Person>> = { alice, bob, carol };
const person = (name: string): Person => PEOPLE[name] ?? alice;
const ARGON2ID: KdfParameters = { kdf: 'argon2id', memoryKiB: 65_536, iterations: 3, parallelism: 1 };

type Made = 'drawn' | 'plaintext' | 'bindKey' | 'bodyKey' | 'binding' | 'readersHash' | 'slots' | 'token';
type Case = Omit<MessageVector2, Made>;

const plain = { time: 1_795_000_000_000, origin: 'https://forum.example', sender: 'alice', self: true };
const CASES: readonly Case[] = [
  { ...plain, name: 'to myself', text: 'Remember the milk.', recipients: [] },
  { ...plain, name: 'to one contact', text: 'Meet at five.', self: false, recipients: ['bob'] },
  { ...plain, name: '72 characters', text: 'x'.repeat(72), origin: 'https://example.test', recipients: ['bob'] },
  { ...plain, name: 'to two contacts and myself', text: 'Grüße, 李小龍 🦭', recipients: ['bob', 'carol'] },
  { ...plain, name: 'empty, without origin, at time zero', text: '', origin: '', time: 0, recipients: ['carol'] },
  { ...plain, name: 'at the last second', text: '\0\x80\0', time: (2 ** 40 - 1) * 1000, recipients: [] },
  { ...plain, name: 'a long origin', text: '', origin: `https://${'o'.repeat(192)}.example`, recipients: ['bob'] },
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

async function secretsOf(one: Case, binding: Uint8Array, random: RandomSource): Promise<SlotSecret[]> {
  const sender = person(one.sender);
  const { passphrase } = passphraseOf(one);
  const secrets = one.self ? [prepareSelfSlot(core, binding, sender.selfKey)] : [];
  if (passphrase) secrets.push(await preparePassphraseSlot(core, passphrase, random));
  for (const name of one.recipients) {
    secrets.push(await prepareContactSlot(core, binding, sender, person(name).contact, random));
  }
  return secrets;
}

/** Everything on the way, made from the same draws. */
async function intermediatesOf(one: Case) {
  const random = seededRandom(`v2/${one.name}`);
  const dek = random(32);
  const plaintext = encodePlaintext2(TEXT.type, one, encodeText(one.text));
  const binding = deriveBinding(core, dek, plaintext);
  const secrets = await secretsOf(one, binding, random);
  const message = { binding, readersHash: hashReaders(secrets) };
  const slots = secrets.map((slot) => ({
    type: slot.type,
    recipient: encodeHex(slot.recipient),
    secret: encodeHex(slot.secret),
    parameters: encodeHex(slot.parameters),
    kek: encodeHex(deriveKek2(core, message, slot)),
    wrapped: encodeHex(wrapDek2(core, message, slot, dek)),
  }));
  return {
    plaintext: encodeHex(plaintext),
    bindKey: encodeHex(core.hkdfSha256(dek, new Uint8Array(0), encodeUtf8('fieldseal/2/bind'), 32)),
    binding: encodeHex(binding),
    bodyKey: encodeHex(deriveBodyKey(core, dek, binding)),
    readersHash: encodeHex(message.readersHash),
    slots,
  };
}

async function freezeMessage(one: Case): Promise<MessageVector2> {
  const drawn: string[] = [];
  const source = seededRandom(`v2/${one.name}`);
  const sender = person(one.sender);
  const { text, time, origin } = one;
  const recipients = one.recipients.map((name) => person(name).contact);
  const self = one.self ? { selfKey: sender.selfKey } : {};
  const about = { text, time, origin, sender, recipients, ...self, ...passphraseOf(one) };
  const token = await sealMessage(core, about, (length) => {
    const bytes = source(length);
    drawn.push(encodeHex(bytes));
    return bytes;
  });
  return { ...one, drawn, ...(await intermediatesOf(one)), token };
}

function refused(messages: readonly MessageVector2[]): Vectors2['refused'] {
  const token = messages.find(({ name }) => name === 'to two contacts and myself')?.token ?? '';
  const { payload } = parseArmor(token);
  const flipped = (at: number): string => armor('message', payload.with(at, (payload.at(at) ?? 0) ^ 1));
  const [self, bobs, carols] = [payload.subarray(34, 79), payload.subarray(79, 156), payload.subarray(156, 233)];
  const withSlots = (...slots: readonly Uint8Array[]): string =>
    armor('message', concat(payload.subarray(0, 33), Uint8Array.of(slots.length), ...slots, payload.subarray(233)));
  return [
    { what: 'cut short', text: token.slice(0, 200), code: 'truncated' },
    { what: 'in the armor of format 1', text: token.replace('FSEAL2', 'FSEAL1'), code: 'damaged' },
    { what: 'armor of a later version', text: token.replace('FSEAL2', 'FSEAL3'), code: 'newer-version' },
    { what: 'another kind', text: flipped(0), code: 'newer-version' },
    { what: 'a slot of an unknown type', text: withSlots(self.with(0, 10), bobs, carols), code: 'newer-version' },
    { what: 'no slots', text: withSlots(), code: 'damaged' },
    { what: 'a changed binding', text: flipped(1), code: 'not-for-me' },
    { what: 'a reader dropped', text: withSlots(self, bobs), code: 'slot-tampered' },
    { what: 'a reader named twice', text: withSlots(self, bobs, carols, carols), code: 'slot-tampered' },
    { what: 'readers moved', text: withSlots(self, carols, bobs), code: 'slot-tampered' },
    { what: 'another’s hint changed', text: flipped(35), code: 'slot-tampered' },
    { what: 'another’s wrapped key changed', text: flipped(200), code: 'body-tampered' },
    { what: 'a changed encapsulated key', text: flipped(90), code: 'slot-tampered' },
    { what: 'a changed body', text: flipped(240), code: 'body-tampered' },
    { what: 'a changed tag', text: flipped(payload.length - 1), code: 'body-tampered' },
  ];
}

const messages = await Promise.all(CASES.map(freezeMessage));
const { people } = JSON.parse(readFileSync(new URL('v1.json', import.meta.url), 'utf8')) as Vectors;
const vectors: Vectors2 = { version: 2, people, messages, refused: refused(messages) };
writeFileSync(new URL('v2.json', import.meta.url), `${JSON.stringify(vectors, null, 2)}\n`, { flag: 'wx' });
