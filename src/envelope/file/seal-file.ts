import { wipe } from '../../bytes/bytes.ts';
import type { Core } from '../../crypto/core.ts';
import { type FileSink, type Lane, type Progress, sealFile } from '../../crypto/index.ts';
import { type RandomSource, randomBytes } from '../../crypto/random.ts';
import { encodePlaintext2 } from '../plaintext2.ts';
import { type Readers, sealPlaintext } from '../seal.ts';
import { encodeFacts, FACTS, type FileFacts } from './facts.ts';
import { FileDigest } from './file-digest.ts';
import { encodeHead } from './head.ts';

export interface SealNamedFile {
  readonly readers: Readers;
  /** Milliseconds since 1970 UTC. */
  readonly time: number;
  readonly name: string;
  readonly mediaType: string;
}

/** How the bytes go: see `src/crypto/file`. */
export interface FileTransport {
  readonly source: ReadableStream<Uint8Array>;
  readonly sink: FileSink;
  readonly lanes: readonly Lane[];
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

type Figures = Pick<FileFacts, 'key' | 'digest' | 'size' | 'streamBytes'>;

const sealHead = async (core: Core, file: SealNamedFile, figures: Figures, random: RandomSource) => {
  const { readers, time, name, mediaType } = file;
  const content = encodeFacts({ name, mediaType, ...figures });
  const plaintext = encodePlaintext2(FACTS.type, { time, origin: '' }, content);
  return encodeHead(await sealPlaintext(core, plaintext, readers, random));
};

/**
 * How many bytes come before the stream: they can be kept free, since the head is known only when the stream is. Found by
 * sealing a head without a key, so that whatever would fail at the end fails now. Throws what `sealMessage` throws.
 */
export async function measureHead(core: Core, file: SealNamedFile): Promise<number> {
  const nothing = { key: new Uint8Array(32), digest: new Uint8Array(32), size: 0, streamBytes: 0 };
  return (await sealHead(core, file, nothing, randomBytes)).length;
}

/**
 * Seals what `source` brings. The sink gets the stream; the head, which goes before it, is given at the end. Rejects
 * with what fails first: a stream, a lane, the signal, or the envelope, as in `sealMessage`.
 */
export async function sealNamedFile(
  core: Core,
  file: SealNamedFile,
  { sink, onProgress, ...transport }: FileTransport,
  random: RandomSource = randomBytes,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = random(32);
  const digest = new FileDigest(core);
  let size = 0;
  const hashing: FileSink = {
    write: (bytes) => {
      digest.absorb(bytes);
      return sink.write(bytes);
    },
    close: () => sink.close(),
    abort: (reason) => sink.abort(reason),
  };
  const counting = (progress: Progress): void => {
    size = progress.bytesDone;
    onProgress?.(progress);
  };
  try {
    await sealFile({ core, key, random, ...transport, sink: hashing, onProgress: counting });
    const streamBytes = digest.length;
    const head = await sealHead(core, file, { key, digest: digest.finish(), size, streamBytes }, random);
    transport.signal?.throwIfAborted();
    return head;
  } finally {
    wipe(key);
  }
}
