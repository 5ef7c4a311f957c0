// Streams for the tests of sealed files, and the format a second time: from its README, by node:crypto alone.
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import type { FileSink } from '../../src/crypto/index.ts';

/** `bytes` in pieces of the given lengths, over and over. */
export function streamOf(bytes: Uint8Array, ...lengths: readonly number[]): ReadableStream<Uint8Array> {
  let [at, turn] = [0, 0];
  return new ReadableStream({
    pull: (controller) => {
      if (at >= bytes.length) return controller.close();
      const length = lengths[turn++ % lengths.length] ?? 65_536;
      controller.enqueue(bytes.slice(at, at + length));
      at += length;
    },
  });
}

export interface Collected {
  readonly sink: FileSink;
  /** Everything that was written. */
  readonly bytes: () => Buffer;
  /** `closed`, or the reason for which the sink was aborted. */
  readonly end: () => unknown;
}

export function collect(): Collected {
  const parts: Uint8Array[] = [];
  let end: unknown;
  const sink: FileSink = {
    write: async (part) => void parts.push(part.slice()),
    close: async () => {
      end = 'closed';
    },
    abort: async (reason) => {
      end = reason;
    },
  };
  return { sink, bytes: () => Buffer.concat(parts), end: () => end };
}

function derive(key: Uint8Array, header: Buffer) {
  const info = Buffer.concat([Buffer.from('Fieldseal file v1'), header.subarray(0, 8)]);
  const okm = Buffer.from(hkdfSync('sha256', key, header.subarray(8, 40), info, 71));
  return { key: okm.subarray(0, 32), prefix: okm.subarray(32, 39), commitment: okm.subarray(39) };
}

function nonceOf(prefix: Buffer, index: number, final: boolean): Buffer {
  const nonce = Buffer.concat([prefix, Buffer.alloc(5)]);
  nonce.writeUInt32BE(index, 7);
  nonce[11] = final ? 1 : 0;
  return nonce;
}

/** A chunk sealed under any number, final or not: what an attacker without the key cannot make, and a test can. */
export function sealChunkAlone(
  key: Uint8Array,
  header: Buffer,
  index: number,
  final: boolean,
  data: Uint8Array,
): Buffer {
  const keys = derive(key, header);
  const cipher = createCipheriv('aes-256-gcm', keys.key, nonceOf(keys.prefix, index, final));
  return Buffer.concat([cipher.update(data), cipher.final(), cipher.getAuthTag()]);
}

export function headerFor(key: Uint8Array, salt: Uint8Array, log: number): Buffer {
  const start = Buffer.concat([Buffer.from('FSFILE'), Buffer.from([1, log]), salt]);
  return Buffer.concat([start, derive(key, start).commitment]);
}

export function sealIndependently(key: Uint8Array, salt: Uint8Array, log: number, plaintext: Uint8Array): Buffer {
  const header = headerFor(key, salt, log);
  const size = 2 ** log;
  const count = Math.max(1, Math.ceil(plaintext.length / size));
  const chunk = (_: unknown, i: number) =>
    sealChunkAlone(key, header, i, i === count - 1, plaintext.subarray(i * size, (i + 1) * size));
  return Buffer.concat([header, ...Array.from({ length: count }, chunk)]);
}

export function openIndependently(key: Uint8Array, file: Buffer): Buffer {
  const keys = derive(key, file.subarray(0, 72));
  if (!keys.commitment.equals(file.subarray(40, 72))) throw new Error('another key');
  const size = 2 ** (file[7] ?? 0) + 16;
  const count = Math.ceil((file.length - 72) / size);
  const pieces = Array.from({ length: count }, (_, i) => {
    const chunk = file.subarray(72 + i * size, 72 + (i + 1) * size);
    const decipher = createDecipheriv('aes-256-gcm', keys.key, nonceOf(keys.prefix, i, i === count - 1));
    decipher.setAuthTag(chunk.subarray(-16));
    return Buffer.concat([decipher.update(chunk.subarray(0, -16)), decipher.final()]);
  });
  return Buffer.concat(pieces);
}
