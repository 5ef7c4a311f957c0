// Of format 1, which opens for ever.
import { describe, expect, it } from 'vitest';
import { armor } from '../../src/bytes/armor.ts';
import { concat } from '../../src/bytes/bytes.ts';
import type { Core } from '../../src/crypto/core.ts';
import { randomBytes } from '../../src/crypto/random.ts';
import { openContactSlot } from '../../src/envelope/contact-slot.ts';
import { type Binding1 as Binding, deriveMessageKeys } from '../../src/envelope/keys1.ts';
import { openMessage, parseMessage } from '../../src/envelope/open.ts';
import type { Envelope1, Slot } from '../../src/envelope/parts.ts';
import {
  encodeHeader1 as encodeHeader,
  encodePlaintext1 as encodePlaintext,
  makeContactSlot1 as makeContactSlot,
  sealMessage1 as sealMessage,
} from '../support/format1.ts';
import { alice, bob, CHEAP_KDF, CORES, carol, codeOf, mallory } from '../unit/envelope/people.ts';

const core = CORES[0]![1];
const basics = { time: 1_795_000_000_000, origin: '', sender: alice };
const bobKeys = { me: bob, contacts: [mallory.contact, alice.contact] };
const content = { time: 1, origin: '', sender: alice.fingerprint };

/** What a reader can do with the DEK of a message: make a new body for it, with slots of their choice. */
function assemble(message: Binding, slots: readonly Slot[], dek: Uint8Array, plaintext: Uint8Array): string {
  const nonce = randomBytes(12);
  const aad = concat(encodeHeader({ ...message, slots }), nonce);
  const { body } = deriveMessageKeys(core, dek, message.salt);
  return armor('message', concat(aad, core.aesGcmSeal(body, nonce, aad, plaintext)));
}

async function dekOf(envelope: Envelope1, reader: typeof bob, slot: number): Promise<Uint8Array> {
  const dek = await openContactSlot(core, envelope, reader, alice.contact, envelope.slots[slot]!.content);
  if (typeof dek === 'string') throw new Error(dek);
  return dek;
}

describe('Mallory, a recipient of a message from Alice to her and Bob', async () => {
  const genuine = await sealMessage(core, {
    ...basics,
    text: 'Trust nobody.',
    recipients: [mallory.contact, bob.contact],
  });
  const envelope = parseMessage(genuine) as Envelope1;
  const dek = await dekOf(envelope, mallory, 0);
  const forged = encodePlaintext({ ...content, text: 'Trust Mallory.' });

  it('knows the key of the body, so that the attacks below are real', async () => {
    const plaintext = encodePlaintext({ ...basics, text: 'Trust nobody.', sender: alice.fingerprint });
    const again = assemble(envelope, envelope.slots, dek, plaintext);
    expect(await openMessage(core, again, bobKeys)).toMatchObject({ text: 'Trust nobody.', from: { kind: 'contact' } });
  });

  it('cannot put another body under the same header', async () => {
    const message = assemble(envelope, envelope.slots, dek, forged);
    expect(await codeOf(() => openMessage(core, message, bobKeys))).toBe('body-tampered');
  });

  it('cannot put another body under a binding that fits it', async () => {
    const { bind } = deriveMessageKeys(core, dek, envelope.salt);
    const binding = core.hmacSha256(bind, forged);
    const message = assemble({ ...envelope, binding }, envelope.slots, dek, forged);
    expect(await codeOf(() => openMessage(core, message, bobKeys))).toBe('slot-tampered');
  });

  it('cannot pass herself off as Alice in a slot of her own', async () => {
    const { bind, commitment } = deriveMessageKeys(core, dek, envelope.salt);
    const message = { salt: envelope.salt, commitment, binding: core.hmacSha256(bind, forged) };
    const slot = await makeContactSlot(core, message, mallory, bob.contact, dek, randomBytes);
    const token = assemble(message, [slot], dek, forged);
    expect(await codeOf(() => openMessage(core, token, bobKeys))).toBe('sender-mismatch');
    expect(await codeOf(() => openMessage(core, token, { ...bobKeys, contacts: [alice.contact] }))).toBe('not-for-me');
  });

  it('cannot claim the keys of Alice with a fingerprint of her own', async () => {
    const twin = { fingerprint: mallory.fingerprint, x25519: alice.contact.x25519 };
    const keys = { me: bob, contacts: [twin] };
    expect(await codeOf(() => openMessage(core, genuine, keys))).toBe('not-for-me');
  });

  it('cannot pass the message on to Carol as if it had been written to her', async () => {
    const carolKeys = { me: carol, contacts: [alice.contact] };
    expect(await codeOf(() => openMessage(core, genuine, carolKeys))).toBe('not-for-me');
  });
});

describe('someone who makes one text that opens under two keys', () => {
  /** A core whose AES-KW was beaten: under a second KEK the same wrapped bytes open to a key of the attacker's choice. */
  const beaten = (real: Core, second: Uint8Array): Core => {
    let calls = 0;
    return { ...real, aesKwUnwrap: (kek, wrapped) => (++calls > 1 ? second : real.aesKwUnwrap(kek, wrapped)) };
  };

  it('fails at the commitment: a passphrase slot that opens under two passphrases opens to one key alone', async () => {
    const token = await sealMessage(core, {
      ...basics,
      recipients: [],
      text: 'x',
      passphrase: { text: 'one', kdf: CHEAP_KDF },
    });
    const oracle = beaten(core, randomBytes(32));
    expect(await openMessage(oracle, token, { passphrase: 'one' })).toMatchObject({ text: 'x' });
    expect(await codeOf(() => openMessage(oracle, token, { passphrase: 'two' }))).toBe('slot-tampered');
  });

  it('fails at the commitment before the body is decrypted', async () => {
    const token = await sealMessage(core, { ...basics, text: 'x', recipients: [bob.contact] });
    let opened = 0;
    const watched: Core = {
      ...core,
      aesKwUnwrap: () => randomBytes(32),
      aesGcmOpen: (...args) => {
        opened++;
        return core.aesGcmOpen(...args);
      },
    };
    expect(await codeOf(() => openMessage(watched, token, bobKeys))).toBe('slot-tampered');
    expect(opened).toBe(0);
  });
});

describe('a writer with a program of their own', () => {
  const seal = async (plaintext: Uint8Array): Promise<string> => {
    const dek = randomBytes(32);
    const salt = randomBytes(16);
    const { commitment, bind } = deriveMessageKeys(core, dek, salt);
    const message = { salt, commitment, binding: core.hmacSha256(bind, plaintext) };
    const slot = await makeContactSlot(core, message, alice, bob.contact, dek, randomBytes);
    return assemble(message, [slot], dek, plaintext);
  };
  const opened = async (plaintext: Uint8Array): Promise<unknown> => {
    const token = await seal(plaintext);
    return await codeOf(() => openMessage(core, token, bobKeys));
  };
  const good = encodePlaintext({ ...content, text: 'good' });

  it('is read where the format is kept, whatever the length of the padding', async () => {
    expect(await opened(good)).toMatchObject({ text: 'good' });
    expect(await opened(concat(good, new Uint8Array(5000)))).toMatchObject({ text: 'good' });
  });

  it('cannot hide bytes in the padding', async () => {
    expect(await opened(good.with(-1, 1))).toBe('body-tampered');
  });

  it('cannot claim another writer', async () => {
    expect(await opened(encodePlaintext({ ...content, sender: carol.fingerprint, text: 'x' }))).toBe('sender-mismatch');
  });

  it('is told to be newer where the content is of a type from the future', async () => {
    expect(await opened(good.with(0, 2))).toBe('newer-version');
  });

  it('cannot make a reader stumble over broken content', async () => {
    expect(await opened(new Uint8Array(0))).toBe('body-tampered');
    expect(await opened(good.subarray(0, 30))).toBe('body-tampered');
    expect(await opened(good.with(1, 255))).toBe('body-tampered');
    expect(await opened(good.with(41, 255))).toBe('body-tampered');
    expect(await opened(good.with(43, 255))).toBe('body-tampered');
    expect(await opened(good.with(47, 255))).toBe('body-tampered');
  });
});
