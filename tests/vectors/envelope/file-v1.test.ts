import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { concat } from '../../../src/bytes/bytes.ts';
import { decodeHex, encodeHex } from '../../../src/bytes/hex.ts';
import { deriveX25519PublicKey } from '../../../src/crypto/x25519.ts';
import { loadTestCore } from '../../support/core.ts';
import { openWhole, sealWhole1 } from '../../support/sealed-files.ts';
import { dataOf, type FileVectors } from './file-vectors.ts';

const vectors = JSON.parse(readFileSync(new URL('file-v1.json', import.meta.url), 'utf8')) as FileVectors;
const core = await loadTestCore();

const personOf = async (person: { x25519PrivateKey: string; fingerprint: string }) => {
  const privateKey = decodeHex(person.x25519PrivateKey);
  const publicKey = await deriveX25519PublicKey(privateKey);
  const fingerprint = decodeHex(person.fingerprint);
  return { me: { fingerprint, x25519: { privateKey, publicKey } }, contact: { fingerprint, x25519: publicKey } };
};
const writer = await personOf(vectors.writer);
const reader = await personOf(vectors.reader);
const selfKey = decodeHex(vectors.writer.selfKey);
const sha256 = (...parts: readonly Uint8Array[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

describe('the frozen files of version 1', () => {
  it.each(vectors.files)('come out the same from the same randomness, and open: $name', async (vector) => {
    const { name, mediaType, time, size } = vector;
    const drawn = vector.drawn.map(decodeHex);
    const readers = { sender: writer.me, selfKey, recipients: [reader.contact] };
    const sealed = await sealWhole1(core, { readers, name, mediaType, time }, dataOf(size), (length) => {
      const next = drawn.shift();
      expect(next).toHaveLength(length);
      return next!;
    });
    expect(drawn).toHaveLength(0);
    expect(encodeHex(sealed.plaintext)).toBe(vector.facts);
    expect(encodeHex(sealed.head)).toBe(vector.head);
    expect(encodeHex(sha256(sealed.stream))).toBe(vector.streamSha256);
    if (vector.stream !== undefined) expect(encodeHex(sealed.stream)).toBe(vector.stream);
    const opened = await openWhole(core, sealed.whole, { me: reader.me, contacts: [writer.contact] });
    expect(opened.data).toEqual(dataOf(size));
    const from = { kind: 'contact', fingerprint: writer.me.fingerprint };
    expect(opened.head).toMatchObject({ name, mediaType, time, size, from });
  });

  it.each(vectors.files)('hold what the README says, read by other means: $name', async (vector) => {
    const { name, mediaType, time, size } = vector;
    const head = Buffer.from(vector.head, 'hex');
    expect(head.subarray(0, 10)).toEqual(Buffer.from('FSEALFILE\x01', 'latin1'));
    expect(head.readUInt16BE(10)).toBe(head.length - 12);
    const facts = Buffer.from(vector.facts, 'hex');
    const text = Buffer.from(name);
    const type = Buffer.from(mediaType);
    expect(facts[0]).toBe(2);
    expect(Number(facts.readBigUInt64BE(1))).toBe(time);
    expect(facts.subarray(9, 41).toString('hex')).toBe(vectors.writer.fingerprint);
    expect(facts.readUInt16BE(41)).toBe(0);
    const content = facts.subarray(47, 47 + facts.readUInt32BE(43));
    expect(content.subarray(0, 32).toString('hex')).toBe(vector.drawn[0]);
    expect(content.subarray(32, 64).toString('hex')).toBe(vector.digest);
    expect(Number(content.readBigUInt64BE(64))).toBe(size);
    expect(Number(content.readBigUInt64BE(72))).toBe(72 + size + 16 * Math.max(1, Math.ceil(size / 2 ** 18)));
    expect(Uint8Array.from(content.subarray(80))).toEqual(
      concat(Uint8Array.of(0, text.length), text, Uint8Array.of(type.length), type),
    );
  });

  it('state the digest that the README describes', () => {
    const [short] = vectors.files;
    const stream = Buffer.from(short!.stream!, 'hex');
    const length = Buffer.alloc(8);
    length.writeBigUInt64BE(BigInt(stream.length));
    const chain = sha256(new Uint8Array(32), stream);
    expect(sha256(Buffer.from('fieldseal/1/file'), length, chain).toString('hex')).toBe(short!.digest);
  });
});
