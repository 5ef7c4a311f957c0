// Beside @hpke/core, another program's HPKE: what one side makes the other must open, whoever of the two wrote it.
import { CipherSuite, DhkemX25519HkdfSha256, ExportOnly, HkdfSha256 } from '@hpke/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeHex } from '../../../src/bytes/hex.ts';
import { makeBaseSecret, makeSharedSecret, openBaseSecret, openSharedSecret } from '../../../src/crypto/hpke.ts';
import {
  importX25519PrivateKey,
  importX25519PublicKey,
  makeX25519KeyPair,
  type X25519KeyPair,
} from '../../../src/crypto/x25519.ts';
import { coreBuilds, loadTestCore } from '../../support/core.ts';
import { view } from './core/support.ts';

const suite = () =>
  new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new ExportOnly() });
const held = async (pair: X25519KeyPair): Promise<CryptoKeyPair> => ({
  publicKey: await importX25519PublicKey(pair.publicKey),
  privateKey: await importX25519PrivateKey(pair.privateKey),
});
// All zeros are refused here: a lock leaves them.
const pair = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .filter((key) => key.some((byte) => byte !== 0))
  .map((key) => makeX25519KeyPair(() => Uint8Array.from(key)));
const runs = { numRuns: 40 };

describe.each(coreBuilds)('HPKE on %s beside @hpke/core', async (build) => {
  const core = await loadTestCore(build);

  it('makes what the other opens', async () => {
    await fc.assert(
      fc.asyncProperty(pair, pair, view(150), view(150), async (one, other, info, exporterContext) => {
        const [sender, recipient] = [await one, await other];
        const options = { info, exporterContext, sender, recipientPublicKey: recipient.publicKey };
        const { enc, secret } = await makeSharedSecret(core, options);
        const [recipientKey, senderPublicKey] = [await held(recipient), (await held(sender)).publicKey];
        const context = await suite().createRecipientContext({ recipientKey, senderPublicKey, enc, info });
        const exported = new Uint8Array(await context.export(exporterContext, 32));
        expect(encodeHex(secret)).toBe(encodeHex(exported));
      }),
      runs,
    );
  });

  it('opens what the other makes', async () => {
    await fc.assert(
      fc.asyncProperty(pair, pair, view(150), view(150), async (one, other, info, exporterContext) => {
        const [sender, recipient] = [await one, await other];
        const [senderKey, recipientPublicKey] = [await held(sender), (await held(recipient)).publicKey];
        const context = await suite().createSenderContext({ senderKey, recipientPublicKey, info });
        const exported = new Uint8Array(await context.export(exporterContext, 32));
        const options = { info, exporterContext, enc: new Uint8Array(context.enc), recipient };
        const opened = await openSharedSecret(core, { ...options, senderPublicKey: sender.publicKey });
        expect(encodeHex(opened)).toBe(encodeHex(exported));
      }),
      runs,
    );
  });

  it('makes and opens the same without a sender', async () => {
    await fc.assert(
      fc.asyncProperty(pair, view(150), view(150), async (one, info, exporterContext) => {
        const recipient = await one;
        const made = await makeBaseSecret(core, { info, exporterContext, recipientPublicKey: recipient.publicKey });
        const theirs = await suite().createRecipientContext({
          recipientKey: await held(recipient),
          enc: made.enc,
          info,
        });
        expect(encodeHex(made.secret)).toBe(encodeHex(new Uint8Array(await theirs.export(exporterContext, 32))));
        const sent = await suite().createSenderContext({
          recipientPublicKey: (await held(recipient)).publicKey,
          info,
        });
        const opened = await openBaseSecret(core, { info, exporterContext, enc: new Uint8Array(sent.enc), recipient });
        expect(encodeHex(opened)).toBe(encodeHex(new Uint8Array(await sent.export(exporterContext, 32))));
      }),
      runs,
    );
  });
});
