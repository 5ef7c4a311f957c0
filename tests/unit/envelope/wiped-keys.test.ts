import { describe, expect, it } from 'vitest';
import { signEd25519 } from '../../../src/crypto/ed25519.ts';
import { makeSharedSecret, openSharedSecret } from '../../../src/crypto/hpke.ts';
import { deriveX25519Secret, makeX25519KeyPair } from '../../../src/crypto/x25519.ts';
import { deriveHint, deriveSelfHintKey } from '../../../src/envelope/hints.ts';
import { deriveMessageKeys, unwrapDek, wrapDek } from '../../../src/envelope/keys.ts';
import { makeSelfSlot } from '../../../src/envelope/self-slot.ts';
import { twinCore } from '../../support/twin-core.ts';

const zeros = new Uint8Array(32);
const key = new Uint8Array(32).fill(7);
const message = { salt: new Uint8Array(16), commitment: new Uint8Array(32), binding: new Uint8Array(32) };
const slot = (secret: Uint8Array) => ({ type: 1, secret, recipient: zeros, parameters: new Uint8Array(4) });

describe('a key that was overwritten', () => {
  it('is refused by whatever derives from it', () => {
    for (const derive of [
      () => deriveSelfHintKey(twinCore, zeros),
      () => deriveHint(twinCore, zeros, message.salt),
      () => deriveMessageKeys(twinCore, zeros, message.salt),
      () => makeSelfSlot(twinCore, message, zeros, key),
      () => wrapDek(twinCore, message, slot(zeros), key),
      () => unwrapDek(twinCore, message, slot(zeros), new Uint8Array(40)),
    ]) {
      expect(derive).toThrow(expect.objectContaining({ code: 'key-wiped' }));
    }
  });

  it('agrees on no secret, signs nothing, and is not taken for a contact whose key is unusable', async () => {
    const other = await makeX25519KeyPair();
    const wiped = { privateKey: zeros, publicKey: other.publicKey };
    const agreement = { info: zeros, exporterContext: zeros, length: 32 };
    for (const run of [
      () => signEd25519(zeros, key),
      () => deriveX25519Secret(zeros, other.publicKey),
      () => makeSharedSecret({ ...agreement, recipientPublicKey: other.publicKey, sender: wiped }),
      () =>
        openSharedSecret({ ...agreement, enc: other.publicKey, recipient: wiped, senderPublicKey: other.publicKey }),
    ]) {
      await expect(run()).rejects.toMatchObject({ code: 'key-wiped' });
    }
  });

  it('that somebody wrapped for me on purpose is a changed slot, as any other that the text does not commit to', () => {
    const wrapped = wrapDek(twinCore, message, slot(key), zeros);
    expect(unwrapDek(twinCore, message, slot(key), wrapped)).toBe('uncommitted');
  });
});
