import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeHex, encodeHex } from '../../../src/bytes/hex.ts';
import { deriveX25519PublicKey } from '../../../src/crypto/x25519.ts';
import { loadTestCore } from '../../support/core.ts';
import { openWhole, sealWhole } from '../../support/sealed-files.ts';
import { dataOf, type FileVectors } from './file-vectors.ts';
import { openIndependently } from './independent-reader.ts';

const vectors = JSON.parse(readFileSync(new URL('file-v2.json', import.meta.url), 'utf8')) as FileVectors;
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

describe('the frozen files whose envelope has format 2', () => {
  it.each(vectors.files)('come out the same from the same randomness, and open: $name', async (vector) => {
    const { name, mediaType, time, size } = vector;
    const drawn = vector.drawn.map(decodeHex);
    const readers = { sender: writer.me, selfKey, recipients: [reader.contact] };
    const sealed = await sealWhole(core, { readers, name, mediaType, time }, dataOf(size), (length) => {
      const next = drawn.shift();
      expect(next).toHaveLength(length);
      return next!;
    });
    expect(drawn).toHaveLength(0);
    expect(encodeHex(sealed.head)).toBe(vector.head);
    expect(createHash('sha256').update(sealed.stream).digest('hex')).toBe(vector.streamSha256);
    const opened = await openWhole(core, sealed.whole, { me: reader.me, contacts: [writer.contact] });
    expect(opened.data).toEqual(dataOf(size));
    const from = { kind: 'contact', fingerprint: writer.me.fingerprint };
    expect(opened.head).toMatchObject({ name, mediaType, time, size, from });
  });

  it.each(vectors.files)('hold what the README says, read by the second reader: $name', (vector) => {
    const { name, mediaType, time, size } = vector;
    const head = Buffer.from(vector.head, 'hex');
    expect(head.subarray(0, 10)).toEqual(Buffer.from('FSEALFILE\x01', 'latin1'));
    expect(head.readUInt16BE(10)).toBe(head.length - 12);
    const { content, steps, ...opened } = openIndependently(head.subarray(12), { selfKey });
    expect(opened).toEqual({ type: 2, time, origin: '', from: 'self' });
    expect(steps.plaintext).toBe(vector.facts);
    expect(content.subarray(0, 32).toString('hex')).toBe(vector.drawn[0]);
    expect(content.subarray(32, 64).toString('hex')).toBe(vector.digest);
    expect(Number(content.readBigUInt64BE(64))).toBe(size);
    expect(Number(content.readBigUInt64BE(72))).toBe(72 + size + 16 * Math.max(1, Math.ceil(size / 2 ** 18)));
    const names = content.subarray(82, 82 + content.readUInt16BE(80));
    expect(names.toString()).toBe(name);
    expect(content.subarray(82 + names.length)).toEqual(Buffer.from([mediaType.length, ...Buffer.from(mediaType)]));
  });
});
