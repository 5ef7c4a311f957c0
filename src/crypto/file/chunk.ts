// One chunk in place: what comes as plaintext leaves as ciphertext in the same buffer, and the other way round, so that a
// file leaves no trail of buffers behind.
import type { Engine } from '../engine.ts';
import { AuthenticationError } from '../errors.ts';
import { startGcm } from '../gcm.ts';
import { type ChunkKeys, deriveNonce, TAG_BYTES } from './format.ts';

export type Operation = 'seal' | 'open';

/** One chunk, in a buffer that has room for a tag behind it. */
export interface ChunkJob {
  readonly index: number;
  readonly final: boolean;
  readonly data: Uint8Array<ArrayBuffer>;
}

const NOTHING = new Uint8Array(0);

function start(engine: Engine, keys: ChunkKeys, { index, final }: ChunkJob): void {
  startGcm(engine, keys.key, deriveNonce(keys.prefix, index, final), NOTHING);
}

function sealChunk(engine: Engine, keys: ChunkKeys, job: ChunkJob): Uint8Array<ArrayBuffer> {
  const { data } = job;
  const sealed = new Uint8Array(data.buffer, data.byteOffset, data.length + TAG_BYTES);
  let at = 0;
  start(engine, keys, job);
  engine.feed(data, (length) => {
    engine.wasm.gcmEncrypt(length);
    sealed.set(engine.io(length), at);
    at += length;
  });
  engine.wasm.gcmTag();
  engine.fillFromDigest(sealed.subarray(at));
  return sealed;
}

function openChunk(engine: Engine, keys: ChunkKeys, job: ChunkJob): Uint8Array<ArrayBuffer> {
  const total = job.data.length - TAG_BYTES;
  if (total < 0) throw new AuthenticationError();
  const plaintext = job.data.subarray(0, total);
  let [at, authentic] = [0, false];
  try {
    start(engine, keys, job);
    engine.putTag(job.data.subarray(total));
    engine.feed(plaintext, (length) => {
      engine.wasm.gcmDecrypt(length);
      plaintext.set(engine.io(length), at);
      at += length;
    });
    authentic = engine.wasm.gcmVerify() === 1;
    if (!authentic) throw new AuthenticationError();
    return plaintext;
  } finally {
    if (!authentic) plaintext.fill(0);
  }
}

/** Gives the result, a view of the job's own buffer. Throws `AuthenticationError`, the buffer zeroed. */
export function runChunk(
  engine: Engine,
  operation: Operation,
  keys: ChunkKeys,
  job: ChunkJob,
): Uint8Array<ArrayBuffer> {
  try {
    return operation === 'seal' ? sealChunk(engine, keys, job) : openChunk(engine, keys, job);
  } finally {
    engine.finish();
  }
}
