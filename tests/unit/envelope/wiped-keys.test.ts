import { describe, expect, it } from 'vitest';
import { signEd25519 } from '../../../src/crypto/ed25519.ts';
import { makeSharedSecret, openSharedSecret } from '../../../src/crypto/hpke.ts';
import { deriveX25519Secret, makeX25519KeyPair } from '../../../src/crypto/x25519.ts';
import { deriveHint, deriveSelfHintKey } from '../../../src/envelope/hints.ts';
import { deriveKek1, deriveMessageKeys, unwrapDek1 } from '../../../src/envelope/keys1.ts';
import { deriveBinding, deriveBodyKey, unwrapDek2, wrapDek2 } from '../../../src/envelope/keys2.ts';
import { prepareSelfSlot } from '../../../src/envelope/self-slot.ts';
import { twinCore } from '../../support/twin-core.ts';

const zeros = new Uint8Array(32);
const key = new Uint8Array(32).fill(7);
const message1 = { salt: new Uint8Array(16), commitment: new Uint8Array(32), binding: new Uint8Array(32) };
const message2 = { binding: new Uint8Array(32), readersHash: new Uint8Array(32) };
const slot = (secret: Uint8Array) => ({ type: 1, secret, recipient: zeros, parameters: new Uint8Array(4) });

describe('a key that was overwritten', () => {
  it('is refused by whatever derives from it', () => {
    for (const derive of [
      () => deriveSelfHintKey(twinCore, zeros),
      () => deriveHint(twinCore, zeros, message2.binding),
      () => prepareSelfSlot(twinCore, message2.binding, zeros),
      () => deriveMessageKeys(twinCore, zeros, message1.salt),
      () => unwrapDek1(twinCore, message1, slot(zeros), new Uint8Array(40)),
      () => deriveBinding(twinCore, zeros, key),
      () => deriveBodyKey(twinCore, zeros, message2.binding),
      () => wrapDek2(twinCore, message2, slot(zeros), key),
      () => unwrapDek2(twinCore, message2, slot(zeros), new Uint8Array(40)),
    ]) {
      expect(derive).toThrow(expect.objectContaining({ code: 'key-wiped' }));
    }
  });

  it('agrees on no secret, signs nothing, and is not taken for a contact whose key is unusable', async () => {
    const other = await makeX25519KeyPair();
    const wiped = { privateKey: zeros, publicKey: other.publicKey };
    const agreement = { info: zeros, exporterContext: zeros };
    for (const run of [
      () => signEd25519(zeros, key),
      () => deriveX25519Secret(zeros, other.publicKey),
      () => makeSharedSecret(twinCore, { ...agreement, recipientPublicKey: other.publicKey, sender: wiped }),
      () =>
        openSharedSecret(twinCore, {
          ...agreement,
          enc: other.publicKey,
          recipient: wiped,
          senderPublicKey: other.publicKey,
        }),
    ]) {
      await expect(run()).rejects.toMatchObject({ code: 'key-wiped' });
    }
  });

  it('are refused as a DEK too, which a writer could wrap: such a slot counts as changed', () => {
    const wrapped1 = twinCore.aesKwWrap(deriveKek1(twinCore, message1, slot(key)), zeros);
    expect(unwrapDek1(twinCore, message1, slot(key), wrapped1)).toBe('uncommitted');
    const wrapped2 = wrapDek2(twinCore, message2, slot(key), zeros);
    expect(unwrapDek2(twinCore, message2, slot(key), wrapped2)).toBe('uncommitted');
  });
});
