// A second reader, written from src/envelope/README.md alone over node:crypto. It shares no code with the first, so
// that a slip in the specification or in a helper both would use cannot go unseen.
import {
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  pbkdf2Sync,
  verify,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PersonVector, Vectors } from './vectors.ts';

const vectors = JSON.parse(readFileSync(new URL('v1.json', import.meta.url), 'utf8')) as Vectors;
const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const join = (...parts: readonly (string | number | Uint8Array)[]): Buffer =>
  Buffer.concat(
    parts.map((part) =>
      typeof part === 'number' ? Buffer.of(part) : typeof part === 'string' ? Buffer.from(part) : part,
    ),
  );
const hmac = (key: Uint8Array, data: Uint8Array): Buffer => createHmac('sha256', key).update(data).digest();
const hkdf = (ikm: Uint8Array, salt: Uint8Array | string, info: Uint8Array | string): Buffer =>
  Buffer.from(hkdfSync('sha256', ikm, salt, info, 32));

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const number62 = (text: string): bigint =>
  [...text].reduce((sum, digit) => sum * 62n + BigInt(DIGITS.indexOf(digit)), 0n);

function unarmor(text: string, kind: string): Buffer {
  expect(text.slice(0, 7)).toBe(`FSEAL1${kind}`);
  const digest = createHash('sha256').update(text.slice(0, -6)).digest();
  expect(number62(text.slice(-6))).toBe(BigInt(digest.readUInt32BE(0)));
  const blocks: Buffer[] = [];
  let body = text.slice(11, -6);
  for (let left = Number(number62(text.slice(7, 11))); left > 0; left -= 32) {
    const n = Math.min(left, 32);
    const width = Math.ceil((8 * n) / Math.log2(62));
    blocks.push(
      hex(
        number62(body.slice(0, width))
          .toString(16)
          .padStart(2 * n, '0'),
      ),
    );
    body = body.slice(width);
  }
  expect(body).toBe('');
  return Buffer.concat(blocks);
}

function x25519(own: PersonVector, peer: Uint8Array): Buffer {
  const privateKey = createPrivateKey({
    key: join(hex('302e020100300506032b656e04220420'), hex(own.x25519PrivateKey)),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = createPublicKey({ key: join(hex('302a300506032b656e032100'), peer), format: 'der', type: 'spki' });
  return diffieHellman({ privateKey, publicKey });
}

/** RFC 9180 §4 and §5, the receiving side of mode Auth. */
function hpkeExport(reader: PersonVector, writer: PersonVector, enc: Uint8Array): Buffer {
  const kem = join('KEM', 0, 0x20);
  const suite = join('HPKE', 0, 0x20, 0, 1, 0xff, 0xff);
  const extract = (id: Buffer, salt: Uint8Array, label: string, ikm: Uint8Array): Buffer =>
    hmac(salt, join('HPKE-v1', id, label, ikm));
  const expand = (id: Buffer, prk: Uint8Array, label: string, info: Uint8Array): Buffer =>
    hmac(prk, join(0, 32, 'HPKE-v1', id, label, info, 1));
  const none = Buffer.alloc(0);
  const zeros = Buffer.alloc(32);
  const dh = join(x25519(reader, enc), x25519(reader, hex(writer.x25519PublicKey)));
  const context = join(enc, hex(reader.x25519PublicKey), hex(writer.x25519PublicKey));
  const shared = expand(kem, extract(kem, zeros, 'eae_prk', dh), 'shared_secret', context);
  const info = join('fieldseal/1/hpke', hex(writer.fingerprint), hex(reader.fingerprint));
  const schedule = join(2, extract(suite, zeros, 'psk_id_hash', none), extract(suite, zeros, 'info_hash', info));
  const exporter = expand(suite, extract(suite, shared, 'secret', none), 'exp', schedule);
  return expand(suite, exporter, 'sec', join('fieldseal/1/slot-secret'));
}

interface Parts {
  readonly salt: Buffer;
  readonly commitment: Buffer;
  readonly binding: Buffer;
  readonly slots: readonly { readonly type: number; readonly content: Buffer }[];
  readonly aad: Buffer;
  readonly sealed: Buffer;
}

function parts(payload: Buffer): Parts {
  expect([payload[0], payload[1]]).toEqual([1, 1]);
  const slots: { type: number; content: Buffer }[] = [];
  let at = 83;
  for (let left = payload[82]!; left > 0; left--) {
    const length = payload.readUInt16BE(at + 1);
    slots.push({ type: payload[at]!, content: payload.subarray(at + 3, at + 3 + length) });
    at += 3 + length;
  }
  const [salt, commitment, binding] = [payload.subarray(2, 18), payload.subarray(18, 50), payload.subarray(50, 82)];
  return { salt, commitment, binding, slots, aad: payload.subarray(0, at + 12), sealed: payload.subarray(at + 12) };
}

function unwrap(message: Parts, type: number, content: Buffer, secret: Buffer, recipient: Buffer): Buffer {
  const parameters = content.subarray(0, -40);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(parameters.length);
  const { salt, commitment, binding } = message;
  const info = join('fieldseal/1/slot', 1, 1, type, recipient, commitment, binding, length, parameters);
  const decipher = createDecipheriv('id-aes256-wrap', hkdf(secret, salt, info), Buffer.alloc(8, 0xa6));
  return Buffer.concat([decipher.update(content.subarray(-40)), decipher.final()]);
}

function read(message: Parts, dek: Buffer): { text: string; time: number; origin: string; sender: string } {
  const { salt, commitment, binding, aad, sealed } = message;
  expect(hkdf(dek, salt, 'fieldseal/1/commit').equals(commitment)).toBe(true);
  const decipher = createDecipheriv('aes-256-gcm', hkdf(dek, salt, 'fieldseal/1/body'), aad.subarray(-12));
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(-16));
  const plaintext = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  expect(hmac(hkdf(dek, salt, 'fieldseal/1/bind'), plaintext).equals(binding)).toBe(true);
  expect(plaintext[0]).toBe(1);
  const originEnd = 43 + plaintext.readUInt16BE(41);
  const textEnd = originEnd + 4 + plaintext.readUInt32BE(originEnd);
  return {
    time: Number(plaintext.readBigUInt64BE(1)),
    sender: plaintext.subarray(9, 41).toString('hex'),
    origin: plaintext.subarray(43, originEnd).toString(),
    text: plaintext.subarray(originEnd + 4, textEnd).toString(),
  };
}

describe('a reader written from the specification alone', () => {
  const expected = vectors.messages.map((one) => {
    const sender = vectors.people[one.sender]!;
    const content = { text: one.text, time: one.time, origin: one.origin, sender: sender.fingerprint };
    return { ...one, writer: sender, content, message: parts(unarmor(one.token, 'm')) };
  });

  it.each(expected.filter((one) => one.self))('opens the slot of the writer: $name', ({ message, writer, content }) => {
    const selfKey = hex(writer.selfKey);
    const slot = message.slots.find(({ type }) => type === 1)!;
    const hint = hmac(hkdf(selfKey, '', 'fieldseal/1/self-hint'), message.salt).subarray(0, 4);
    expect(slot.content.subarray(0, 4).equals(hint)).toBe(true);
    expect(read(message, unwrap(message, 1, slot.content, selfKey, Buffer.alloc(32)))).toEqual(content);
  });

  it.each(expected.flatMap((one) => one.recipients.map((recipient) => ({ ...one, recipient }))))(
    'opens the slot of $recipient: $name',
    ({ message, writer, recipient, content }) => {
      const reader = vectors.people[recipient]!;
      const static1 = x25519(reader, hex(writer.x25519PublicKey));
      const pair = hkdf(static1, '', join('fieldseal/1/pair-hint', hex(writer.fingerprint), hex(reader.fingerprint)));
      const hint = hmac(pair, message.salt).subarray(0, 4);
      const slot = message.slots.find(({ type, content: c }) => type === 3 && c.subarray(0, 4).equals(hint))!;
      const secret = hpkeExport(reader, writer, slot.content.subarray(4, 36));
      expect(read(message, unwrap(message, 3, slot.content, secret, hex(reader.fingerprint)))).toEqual(content);
    },
  );

  it('opens the slot of a passphrase', () => {
    const { message, passphrase, content } = expected.find((one) => one.kdf?.kdf === 'pbkdf2-sha256')!;
    const slot = message.slots.find(({ type }) => type === 2)!;
    expect([slot.content[0], slot.content.readUInt32BE(1), slot.content[9]]).toEqual([2, 0, 1]);
    const iterations = slot.content.readUInt32BE(5);
    const secret = pbkdf2Sync(passphrase!.normalize('NFKC'), slot.content.subarray(10, 26), iterations, 32, 'sha256');
    expect(read(message, unwrap(message, 2, slot.content, secret, Buffer.alloc(32)))).toEqual(content);
  });

  it.each(vectors.cards)('reads the card of $name', (vector) => {
    const card = unarmor(vector.text, 'c');
    const signed = card.subarray(0, -64);
    const [ed, x] = [card.subarray(18, 50), card.subarray(50, 82)];
    const key = createPublicKey({ key: join(hex('302a300506032b6570032100'), ed), format: 'der', type: 'spki' });
    expect(verify(null, join('fieldseal/1/card', signed), key, card.subarray(-64))).toBe(true);
    expect([card[0], card[1]]).toEqual([1, 2]);
    expect([2, 10].map((at) => Number(card.readBigUInt64BE(at)))).toEqual([vector.created, vector.expires]);
    expect(card.subarray(83, 83 + card[82]!).toString()).toBe(vector.name);
    expect(card.readUInt16BE(83 + card[82]!)).toBe(vector.extensions.length);
    const fingerprint = createHash('sha256')
      .update(join('fieldseal/1/fingerprint', ed, x))
      .digest('hex');
    expect(fingerprint).toBe(vectors.people[vector.owner]!.fingerprint);
  });
});
