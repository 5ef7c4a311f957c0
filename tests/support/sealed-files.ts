// Whole files sealed and opened in memory, in the thread at hand.
import { concat } from '../../src/bytes/bytes.ts';
import type { Core } from '../../src/crypto/core.ts';
import { type FileSink, type Lane, makeLocalLane, sealFile } from '../../src/crypto/index.ts';
import type { RandomSource } from '../../src/crypto/random.ts';
import { encodeFacts } from '../../src/envelope/file/facts.ts';
import { FileDigest } from '../../src/envelope/file/file-digest.ts';
import { encodeHead, MAX_HEAD } from '../../src/envelope/file/head.ts';
import { type OpenedHead, openHead, openNamedFile } from '../../src/envelope/file/open-file.ts';
import { type SealNamedFile, sealNamedFile } from '../../src/envelope/file/seal-file.ts';
import type { OpenKeys } from '../../src/envelope/open.ts';
import { compileTestCore } from './core.ts';
import { encodeTyped1, sealPlaintext1 } from './format1.ts';

const module = await compileTestCore();
export const testLanes = (): readonly Lane[] => [makeLocalLane(module), makeLocalLane(module)];

export interface Kept extends FileSink {
  readonly state: () => 'open' | 'closed' | 'aborted';
  readonly bytes: () => Uint8Array;
}

/** A sink that keeps copies of what it was lent. */
export const keep = (): Kept => {
  const parts: Uint8Array[] = [];
  let state: 'open' | 'closed' | 'aborted' = 'open';
  return {
    write: async (bytes) => void parts.push(bytes.slice()),
    close: async () => {
      state = 'closed';
    },
    abort: async () => {
      state = 'aborted';
    },
    state: () => state,
    bytes: () => concat(...parts),
  };
};

/** In pieces of an odd size, so that nothing rests on their boundaries. */
export const streamOf = (bytes: Uint8Array, piece = 100_003): ReadableStream<Uint8Array> => {
  let at = 0;
  return new ReadableStream({
    pull: (controller) => {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + piece));
      at += piece;
    },
  });
};

export const sealWhole = async (core: Core, file: SealNamedFile, data: Uint8Array, random?: RandomSource) => {
  const sink = keep();
  const head = await sealNamedFile(core, file, { source: streamOf(data), sink, lanes: testLanes() }, random);
  return { head, stream: sink.bytes(), whole: concat(head, sink.bytes()) };
};

/** Opens the stream behind a head. Throws with nothing closed where it is not whole. */
export const openStream = async (core: Core, head: OpenedHead, stream: Uint8Array, sink = keep()) => {
  await openNamedFile(core, head, { source: streamOf(stream), sink, lanes: testLanes() });
  return sink.bytes();
};

export const openWhole = async (core: Core, whole: Uint8Array, keys: OpenKeys) => {
  const head = await openHead(core, whole.subarray(0, MAX_HEAD), whole.length, () => keys);
  return { head, data: await openStream(core, head, whole.subarray(head.headBytes)) };
};

/** In format 1 of the envelope, which the program only opens. */
export const sealWhole1 = async (core: Core, file: SealNamedFile, data: Uint8Array, random: RandomSource) => {
  const { readers, time, name, mediaType } = file;
  const [sink, digest, key] = [keep(), new FileDigest(core), random(32)];
  await sealFile({ core, key, random, source: streamOf(data), sink, lanes: testLanes() });
  const stream = sink.bytes();
  digest.absorb(stream);
  const figures = { digest: digest.finish(), size: data.length, streamBytes: stream.length };
  const facts = encodeFacts({ key, name, mediaType, ...figures });
  const plaintext = encodeTyped1(2, { time, origin: '', sender: readers.sender.fingerprint }, facts);
  const head = encodeHead(await sealPlaintext1(core, plaintext, readers, random));
  return { head, stream, plaintext, whole: concat(head, stream) };
};
