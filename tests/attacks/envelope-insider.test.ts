import { describe, expect, it } from 'vitest';
import { armor } from '../../src/bytes/armor.ts';
import { concat } from '../../src/bytes/bytes.ts';
import { encodeUtf8 } from '../../src/bytes/utf8.ts';
import type { Core } from '../../src/crypto/core.ts';
import { randomBytes } from '../../src/crypto/random.ts';
import { encodeText, TEXT } from '../../src/envelope/content.ts';
import { hashReaders } from '../../src/envelope/format2.ts';
import { deriveBinding, wrapDek2 } from '../../src/envelope/keys2.ts';
import { openMessage, parseMessage } from '../../src/envelope/open.ts';
import { parametersOf, type Slot } from '../../src/envelope/parts.ts';
import { encodePlaintext2 } from '../../src/envelope/plaintext2.ts';
import { sealMessage, sealPlaintext } from '../../src/envelope/seal.ts';
import { prepareSelfSlot } from '../../src/envelope/self-slot.ts';
import { assemble2, dekFrom } from '../support/format2.ts';
import { alice, bob, CHEAP_KDF, CORES, carol, codeOf, mallory } from '../unit/envelope/people.ts';

const core = CORES[0]![1];
const about = { time: 1_795_000_000_000, origin: 'https://forum.example' };
const bobKeys = { me: bob, contacts: [mallory.contact, alice.contact] };
const plaintextOf = (text: string): Uint8Array => encodePlaintext2(TEXT.type, about, encodeText(text));
const open = (token: string): Promise<unknown> => codeOf(() => openMessage(core, token, bobKeys));
const slotTo = async (binding: Uint8Array, dek: Uint8Array, reader: typeof bob) => {
  // A whole text of her own with the same DEK and plaintext has the same binding; here only its slot is wanted.
  const draws = [dek.slice(), randomBytes(32)];
  const payload = await sealPlaintext(
    core,
    plaintextOf('Trust nobody.'),
    { sender: mallory, recipients: [reader.contact] },
    () => new Uint8Array(draws.shift()!),
  );
  const [slot] = parseMessage(armor('message', payload)).slots;
  expect(payload.slice(1, 33)).toEqual(Uint8Array.from(binding));
  return slot!;
};

describe('Mallory, a recipient of a message from Alice to her, Bob and Carol', async () => {
  const recipients = [mallory.contact, bob.contact, carol.contact];
  const genuine = await sealMessage(core, {
    ...about,
    sender: alice,
    selfKey: alice.selfKey,
    text: 'Trust nobody.',
    recipients,
  });
  const { binding, slots, sealed } = parseMessage(genuine);
  const [self, hers, bobs, carols] = slots as [Slot, Slot, Slot, Slot];
  const dek = await dekFrom(core, parseMessage(genuine), alice, mallory, 1);
  const again = (chosen: readonly Slot[]): string =>
    assemble2(core, binding, chosen, dek, plaintextOf('Trust nobody.'));
  const fromAlice = { text: 'Trust nobody.', from: { kind: 'contact', fingerprint: alice.fingerprint } };

  it('knows the key of the body, so that the attacks below are real', async () => {
    expect(again(slots)).toBe(genuine);
    expect(await openMessage(core, again(slots), bobKeys)).toMatchObject(fromAlice);
    expect(sealed.length).toBe(96 + 16);
  });

  it.each<[string, readonly Slot[]]>([
    ['drop herself', [self, bobs, carols]],
    ['drop another reader', [self, hers, bobs]],
    ['drop the writer', [hers, bobs, carols]],
    ['leave one alone', [bobs]],
    ['change their order', [self, bobs, hers, carols]],
    ['name one twice', [self, hers, bobs, bobs, carols]],
    ['put in a slot of a reserved type', [...slots, { type: 5, content: new Uint8Array(44) }]],
    ['edit a hint', [self, { ...hers, content: hers.content.with(0, hers.content[0]! ^ 1) }, bobs, carols]],
    ['turn a slot into a team’s', [{ ...self, type: 6 }, hers, bobs, carols]],
  ])('cannot %s', async (_, chosen) => {
    expect(await open(again(chosen))).toBe('slot-tampered');
  });

  it('cannot add a reader, though she can wrap the key for them', async () => {
    const added = await slotTo(binding, dek, carol);
    expect(await open(again([...slots, added]))).toBe('slot-tampered');
    const parameters = [...slots, added].map(({ type, content }) => ({ type, parameters: parametersOf(content) }));
    const named = prepareSelfSlot(core, binding, mallory.selfKey);
    const message = { binding, readersHash: hashReaders([...parameters, named]) };
    const own = { type: 1, content: concat(named.parameters, wrapDek2(core, message, named, dek)) };
    expect(await open(again([...slots, added, own]))).toBe('slot-tampered');
  });

  it('can spoil the wrapped key of another reader, who is told', async () => {
    const spoilt = { ...bobs, content: bobs.content.with(-1, bobs.content.at(-1)! ^ 1) };
    expect(await open(again([self, hers, spoilt, carols]))).toBe('slot-tampered');
  });

  it('cannot put another body under the same header', async () => {
    const token = assemble2(core, binding, slots, dek, plaintextOf('Trust Mallory.'));
    expect(await open(token)).toBe('body-tampered');
  });

  it('cannot put another body under a binding that fits it', async () => {
    const forged = plaintextOf('Trust Mallory.');
    const token = assemble2(core, deriveBinding(core, dek, forged), slots, dek, forged);
    expect(await open(token)).toBe('not-for-me');
  });

  it('is named as the writer of what she seals, whatever else she puts beside it', async () => {
    const added = await slotTo(binding, dek, bob);
    const fromMallory = { text: 'Trust nobody.', from: { kind: 'contact', fingerprint: mallory.fingerprint } };
    expect(await openMessage(core, again([added]), bobKeys)).toMatchObject(fromMallory);
    // Alice's slot for Bob, kept beside hers, does not open for these readers.
    expect(await open(again([added, bobs]))).toBe('slot-tampered');
    expect(await codeOf(() => openMessage(core, again([added]), { ...bobKeys, contacts: [alice.contact] }))).toBe(
      'not-for-me',
    );
  });

  it('cannot claim the keys of Alice with a fingerprint of her own', async () => {
    const twin = { fingerprint: mallory.fingerprint, x25519: alice.contact.x25519 };
    expect(await codeOf(() => openMessage(core, genuine, { me: bob, contacts: [twin] }))).toBe('not-for-me');
  });
});

describe('someone who makes one text that opens under two passphrases', async () => {
  const passphrase = { text: 'one', kdf: CHEAP_KDF };
  const token = await sealMessage(core, { ...about, sender: alice, recipients: [], text: 'x', passphrase });

  it('fails at the binding, though key wrap and GCM were beaten, and is told nothing', async () => {
    const beaten: Core = {
      ...core,
      aesKwUnwrap: () => randomBytes(32),
      aesGcmOpen: () => plaintextOf('y'),
    };
    expect(await codeOf(() => openMessage(beaten, token, { passphrase: 'two' }))).toBe('text-passphrase-wrong');
    const own = await sealMessage(core, { ...about, sender: alice, recipients: [bob.contact], text: 'x' });
    expect(await codeOf(() => openMessage(beaten, own, bobKeys))).toBe('body-tampered');
  });

  it('learns nothing from the steps that are taken, wherever it fails', async () => {
    const steps: string[] = [];
    const noted = <A extends readonly Uint8Array[], R>(name: string, run: (...args: A) => R) => {
      return (...args: A): R => {
        steps.push(`${name} ${args.map(({ length }) => length)}`);
        return run(...args);
      };
    };
    const traced = (changes: Partial<Core>): Core => {
      const real = { ...core, ...changes };
      return {
        ...real,
        aesKwUnwrap: noted('unwrap', real.aesKwUnwrap),
        hkdfSha256: (...args) =>
          noted('hkdf', (..._: readonly Uint8Array[]) => real.hkdfSha256(...args))(args[0], args[1], args[2]),
        aesGcmOpen: noted('gcm', real.aesGcmOpen),
        hmacSha256: noted('hmac', real.hmacSha256),
      };
    };
    const stepsOf = async (changes: Partial<Core>): Promise<readonly unknown[]> => {
      steps.length = 0;
      const code = await codeOf(() => openMessage(traced(changes), token, { passphrase: 'two' }));
      return [code, ...steps];
    };
    const at = [
      await stepsOf({}),
      await stepsOf({ aesKwUnwrap: () => randomBytes(32) }),
      await stepsOf({ aesKwUnwrap: () => randomBytes(32), aesGcmOpen: () => plaintextOf('y') }),
    ];
    expect(at[0]).toEqual([
      'text-passphrase-wrong',
      'hkdf 32,32,108',
      'unwrap 32,40',
      'hkdf 32,32,16',
      'gcm 32,12,101,112',
      'hkdf 32,0,16',
      'hmac 32,96',
    ]);
    for (const one of at) expect(one).toEqual(at[0]);
  });
});

describe('a writer with a program of their own', () => {
  const opened = async (plaintext: Uint8Array): Promise<unknown> => {
    const readers = { sender: alice, recipients: [bob.contact] };
    const payload = await sealPlaintext(core, plaintext.slice(), readers, randomBytes);
    return await codeOf(() => openMessage(core, armor('message', payload), bobKeys));
  };
  const good = plaintextOf('good');
  /** Type and time, then whatever stands there, cut or filled up to a length. */
  const raw = (length: number, ...parts: readonly Uint8Array[]): Uint8Array => {
    const bytes = concat(good.subarray(0, 6), ...parts);
    return concat(bytes, new Uint8Array(length - bytes.length));
  };
  const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);
  const site = encodeUtf8('o'.repeat(130));

  it('is read where the format is kept', async () => {
    expect(await opened(good)).toMatchObject({ text: 'good' });
    expect(await opened(raw(96, bytes(0, 0x80)))).toMatchObject({ text: '', origin: '' });
    expect(await opened(raw(96, bytes(0, 0x78, 0, 0x80)))).toMatchObject({ text: 'x\0' });
    expect(await opened(raw(144, bytes(0x80, 130), site, bytes(0x80)))).toMatchObject({ origin: 'o'.repeat(130) });
  });

  it.each<[string, Uint8Array]>([
    ['longer padding', concat(good, new Uint8Array(8))],
    ['much longer padding', concat(good, new Uint8Array(5_000))],
    ['the next Padmé length', raw(104, bytes(0, 0x80))],
    ['no mark where the padding begins', raw(96, bytes(0))],
    ['another mark there', raw(96, bytes(0, 0x78, 0x40))],
    ['bytes behind the mark', good.with(-1, 1)],
    ['an origin longer than all', raw(96, bytes(90, 0x80))],
    ['the length of the origin in two bytes where one would do', raw(96, bytes(0x80, 1, 0x78, 0x80))],
    ['an origin that is no UTF-8', raw(96, bytes(1, 0xff, 0x80))],
    ['a text that is no UTF-8', raw(96, bytes(0, 0xff, 0x80))],
    ['half a length', raw(96, bytes(0x80))],
    ['zeros alone behind its type', concat(bytes(1), new Uint8Array(95))],
  ])('is refused with %s', async (_, plaintext) => {
    expect(await opened(plaintext)).toBe('body-tampered');
  });

  it('is told to be newer where the content is of a type from the future', async () => {
    for (const type of [0, 2, 3, 255]) expect(await opened(good.with(0, type))).toBe('newer-version');
  });

  it('cannot make a reader stumble over a body that is too short', async () => {
    for (const length of [0, 1, 95]) expect(await opened(good.subarray(0, length))).toBe('damaged');
  });
});
