import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeHex, encodeHex } from '../../../src/bytes/hex.ts';
import { makeBaseSecret, makeSharedSecret, openBaseSecret, openSharedSecret } from '../../../src/crypto/hpke.ts';
import { importX25519PrivateKey, makeX25519KeyPair } from '../../../src/crypto/x25519.ts';
import { loadTestCore } from '../../support/core.ts';

interface BaseVector {
  readonly info: string;
  readonly skEm: string;
  readonly pkRm: string;
  readonly skRm: string;
  readonly enc: string;
  readonly exports: readonly { readonly context: string; readonly length: number; readonly value: string }[];
}
interface AuthVector extends BaseVector {
  readonly pkSm: string;
  readonly skSm: string;
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../vectors/envelope/hpke-rfc9180-${name}.json`, import.meta.url), 'utf8'));
const base = read('a71') as BaseVector;
const vector = read('a73') as AuthVector;
const core = await loadTestCore();
const sender = { publicKey: decodeHex(vector.pkSm), privateKey: decodeHex(vector.skSm) };
const recipient = { publicKey: decodeHex(vector.pkRm), privateKey: decodeHex(vector.skRm) };
const failed = expect.objectContaining({ code: 'key-agreement-failed' });
const agreement = { info: Uint8Array.of(1), exporterContext: Uint8Array.of(2) };

describe('HPKE in Auth mode', () => {
  it.each(vector.exports)('exports what RFC 9180 A.7.3 says for the context "$context"', async (row) => {
    const shared = {
      info: decodeHex(vector.info),
      exporterContext: decodeHex(row.context),
    };
    const made = await makeSharedSecret(core, { ...shared, recipientPublicKey: recipient.publicKey, sender }, () =>
      decodeHex(vector.skEm),
    );
    expect([encodeHex(made.enc), encodeHex(made.secret)]).toEqual([vector.enc, row.value]);
    const opened = await openSharedSecret(core, {
      ...shared,
      enc: decodeHex(vector.enc),
      recipient,
      senderPublicKey: sender.publicKey,
    });
    expect(encodeHex(opened)).toBe(row.value);
  });

  it('agrees with keys that WebCrypto holds', async () => {
    const held = { publicKey: recipient.publicKey, privateKey: await importX25519PrivateKey(recipient.privateKey) };
    const { enc, secret } = await makeSharedSecret(core, {
      ...agreement,
      recipientPublicKey: recipient.publicKey,
      sender,
    });
    const opened = await openSharedSecret(core, {
      ...agreement,
      enc,
      recipient: held,
      senderPublicKey: sender.publicKey,
    });
    expect(encodeHex(opened)).toBe(encodeHex(secret));
  });

  it('makes another secret each time', async () => {
    const options = { ...agreement, recipientPublicKey: recipient.publicKey, sender };
    const [one, two] = await Promise.all([makeSharedSecret(core, options), makeSharedSecret(core, options)]);
    expect(encodeHex(one.secret)).not.toBe(encodeHex(two.secret));
    expect(encodeHex(one.enc)).not.toBe(encodeHex(two.enc));
  });

  it('gives another secret for any other sender, recipient, info or context', async () => {
    const stranger = await makeX25519KeyPair();
    const { enc, secret } = await makeSharedSecret(core, {
      ...agreement,
      recipientPublicKey: recipient.publicKey,
      sender,
    });
    const right = { ...agreement, enc, recipient, senderPublicKey: sender.publicKey };
    const wrong = [
      { ...right, senderPublicKey: stranger.publicKey },
      { ...right, recipient: stranger },
      { ...right, info: Uint8Array.of(9) },
      { ...right, exporterContext: Uint8Array.of(9) },
      { ...right, enc: stranger.publicKey },
    ];
    expect(encodeHex(await openSharedSecret(core, right))).toBe(encodeHex(secret));
    for (const options of wrong) expect(encodeHex(await openSharedSecret(core, options))).not.toBe(encodeHex(secret));
  });

  it('refuses public keys of low order on either side', async () => {
    const zero = new Uint8Array(32);
    await expect(makeSharedSecret(core, { ...agreement, recipientPublicKey: zero, sender })).rejects.toThrow(failed);
    const right = { ...agreement, recipient, enc: sender.publicKey, senderPublicKey: sender.publicKey };
    await expect(openSharedSecret(core, { ...right, enc: zero })).rejects.toThrow(failed);
    await expect(openSharedSecret(core, { ...right, senderPublicKey: zero })).rejects.toThrow(failed);
    await expect(openSharedSecret(core, { ...right, enc: zero.subarray(1) })).rejects.toThrow(failed);
  });
});

describe('HPKE in Base mode', () => {
  const reader = { publicKey: decodeHex(base.pkRm), privateKey: decodeHex(base.skRm) };

  it.each(base.exports)('exports what RFC 9180 A.7.1 says for the context "$context"', async (row) => {
    const shared = { info: decodeHex(base.info), exporterContext: decodeHex(row.context) };
    const made = await makeBaseSecret(core, { ...shared, recipientPublicKey: reader.publicKey }, () =>
      decodeHex(base.skEm),
    );
    expect([encodeHex(made.enc), encodeHex(made.secret)]).toEqual([base.enc, row.value]);
    const opened = await openBaseSecret(core, { ...shared, enc: decodeHex(base.enc), recipient: reader });
    expect(encodeHex(opened)).toBe(row.value);
  });

  it('gives another secret for any other recipient, info, context or mode', async () => {
    const stranger = await makeX25519KeyPair();
    const { enc, secret } = await makeBaseSecret(core, { ...agreement, recipientPublicKey: reader.publicKey });
    const right = { ...agreement, enc, recipient: reader };
    expect(encodeHex(await openBaseSecret(core, right))).toBe(encodeHex(secret));
    const wrong = [
      openBaseSecret(core, { ...right, recipient: stranger }),
      openBaseSecret(core, { ...right, info: Uint8Array.of(9) }),
      openBaseSecret(core, { ...right, exporterContext: Uint8Array.of(9) }),
      openBaseSecret(core, { ...right, enc: stranger.publicKey }),
      openSharedSecret(core, { ...right, senderPublicKey: enc }),
    ];
    for (const other of await Promise.all(wrong)) expect(encodeHex(other)).not.toBe(encodeHex(secret));
  });

  it('refuses public keys of low order on either side', async () => {
    const zero = new Uint8Array(32);
    await expect(makeBaseSecret(core, { ...agreement, recipientPublicKey: zero })).rejects.toThrow(failed);
    await expect(openBaseSecret(core, { ...agreement, enc: zero, recipient: reader })).rejects.toThrow(failed);
  });
});
