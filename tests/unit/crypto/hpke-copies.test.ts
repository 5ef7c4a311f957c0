// What HPKE computes on the way to its secret is worth as much as the secret: no array of ours holds it afterwards.
import { readFileSync } from 'node:fs';
import { x25519 } from '@noble/curves/ed25519.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeHex, encodeHex } from '../../../src/bytes/hex.ts';
import type { Core } from '../../../src/crypto/core.ts';
import { makeBaseSecret, makeSharedSecret, openBaseSecret, openSharedSecret } from '../../../src/crypto/hpke.ts';
import { loadTestCore } from '../../support/core.ts';

type Names = 'info' | 'skEm' | 'pkEm' | 'skRm' | 'pkRm' | 'sharedSecret' | 'exporterSecret';
const read = <T extends string>(name: string) => {
  const path = new URL(`../../vectors/envelope/hpke-rfc9180-${name}.json`, import.meta.url);
  const vector = JSON.parse(readFileSync(path, 'utf8')) as Record<T, string>;
  return (which: T): Uint8Array<ArrayBuffer> => decodeHex(vector[which]);
};
const of = read<Names | 'skSm' | 'pkSm'>('a73');
const ofBase = read<Names>('a71');
const core = await loadTestCore();

const common = {
  'with the ephemeral key': x25519.getSharedSecret(of('skEm'), of('pkRm')),
  'with the static key': x25519.getSharedSecret(of('skSm'), of('pkRm')),
  'shared secret': of('sharedSecret'),
  'exporter secret': of('exporterSecret'),
};
const senders = { ...common, 'ephemeral key': of('skEm'), "sender's key": of('skSm') };
const recipients = { ...common, "recipient's key": of('skRm') };
const commonInBase = {
  'with the ephemeral key': x25519.getSharedSecret(ofBase('skEm'), ofBase('pkRm')),
  'shared secret': ofBase('sharedSecret'),
  'exporter secret': ofBase('exporterSecret'),
};
const baseSenders = { ...commonInBase, 'ephemeral key': ofBase('skEm') };
const baseRecipients = { ...commonInBase, "recipient's key": ofBase('skRm') };

/** Everything of bytes that went into WebCrypto or the core, or came out of one of them: as it was, and as it is now. */
const touched: { readonly was: string; readonly is: Uint8Array }[] = [];
const note = (...values: readonly unknown[]): void => {
  for (const is of values) if (is instanceof Uint8Array) touched.push({ was: encodeHex(is), is });
};
const namesIn = (secrets: Record<string, Uint8Array>, held: readonly string[]): string[] =>
  Object.keys(secrets).filter((name) => held.some((bytes) => bytes.includes(encodeHex(secrets[name]!))));
const seen = (secrets: Record<string, Uint8Array>) =>
  namesIn(
    secrets,
    touched.map(({ was }) => was),
  );
const left = (secrets: Record<string, Uint8Array>) =>
  namesIn(
    secrets,
    touched.map(({ is }) => encodeHex(is)),
  );

const watched = (calls = Number.POSITIVE_INFINITY): Core => {
  let count = 0;
  const watch =
    <T extends unknown[]>(run: (...values: T) => Uint8Array) =>
    (...values: T): Uint8Array => {
      note(...values);
      if (++count > calls) throw new Error('broken off');
      const result = run(...values);
      note(result);
      return result;
    };
  return { ...core, hkdfSha256: watch(core.hkdfSha256), hmacSha256: watch(core.hmacSha256) };
};

const agreement = { info: of('info'), exporterContext: new Uint8Array(0) };
const make = (by: Core) => {
  const sender = { publicKey: of('pkSm'), privateKey: of('skSm') };
  return makeSharedSecret(by, { ...agreement, sender, recipientPublicKey: of('pkRm') }, () => {
    const ephemeral = of('skEm');
    note(ephemeral);
    return ephemeral;
  });
};
const open = (by: Core, senderPublicKey = of('pkSm')) => {
  const recipient = { publicKey: of('pkRm'), privateKey: of('skRm') };
  return openSharedSecret(by, { ...agreement, recipient, enc: of('pkEm'), senderPublicKey });
};

const baseAgreement = { ...agreement, info: ofBase('info') };
const makeBase = (by: Core) =>
  makeBaseSecret(by, { ...baseAgreement, recipientPublicKey: ofBase('pkRm') }, () => {
    const ephemeral = ofBase('skEm');
    note(ephemeral);
    return ephemeral;
  });
const openBase = (by: Core) => {
  const recipient = { publicKey: ofBase('pkRm'), privateKey: ofBase('skRm') };
  return openBaseSecret(by, { ...baseAgreement, recipient, enc: ofBase('pkEm') });
};

describe('HPKE leaves no copy of', () => {
  beforeEach(() => {
    touched.length = 0;
    const { subtle } = crypto;
    const [derive, take] = [subtle.deriveBits.bind(subtle), subtle.importKey.bind(subtle)];
    vi.spyOn(subtle, 'deriveBits').mockImplementation(async (...values) => {
      const bits = await derive(...values);
      note(new Uint8Array(bits));
      return bits;
    });
    vi.spyOn(subtle, 'importKey').mockImplementation(((...values: Parameters<typeof take>) => {
      note(values[1]);
      return take(...values);
    }) as typeof take);
  });
  afterEach(() => vi.restoreAllMocks());

  it("what the sender's side computes", async () => {
    await make(watched());
    expect(seen(senders)).toEqual(Object.keys(senders));
    expect(left(senders)).toEqual([]);
  });

  it("what the recipient's side computes", async () => {
    await open(watched());
    expect(seen(recipients)).toEqual(Object.keys(recipients));
    expect(left(recipients)).toEqual([]);
  });

  it('either where it breaks off, wherever', async () => {
    for (let calls = 0; calls < 5; calls++) {
      await expect(make(watched(calls))).rejects.toThrow('broken off');
      await expect(open(watched(calls))).rejects.toThrow('broken off');
    }
    expect(seen(senders)).toEqual(Object.keys(senders));
    expect(left({ ...senders, ...recipients })).toEqual([]);
  });

  it('what either side computes in Base mode, also where it breaks off', async () => {
    await makeBase(watched());
    expect(seen(baseSenders)).toEqual(Object.keys(baseSenders));
    expect(left(baseSenders)).toEqual([]);
    touched.length = 0;
    await openBase(watched());
    expect(seen(baseRecipients)).toEqual(Object.keys(baseRecipients));
    expect(left(baseRecipients)).toEqual([]);
    for (let calls = 0; calls < 5; calls++) {
      await expect(makeBase(watched(calls))).rejects.toThrow('broken off');
      await expect(openBase(watched(calls))).rejects.toThrow('broken off');
    }
    expect(left({ ...baseSenders, ...baseRecipients })).toEqual([]);
  });

  it('the ephemeral agreement where the other one is refused', async () => {
    await expect(open(watched(), new Uint8Array(32))).rejects.toMatchObject({ code: 'key-agreement-failed' });
    expect(seen(recipients)).toContain('with the ephemeral key');
    expect(left(recipients)).toEqual([]);
  });
});
