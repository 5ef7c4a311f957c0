import { wipe } from '../../bytes/bytes.ts';
import type { Core } from '../core.ts';
import { AuthenticationError } from '../errors.ts';
import { type RandomSource, randomBytes } from '../random.ts';
import { ChunkReader } from './chunk-reader.ts';
import { type FileStart, HEADER_BYTES, startOpening, startSealing, TAG_BYTES } from './format.ts';
import type { Lane } from './lane.ts';
import { type Progress, runChunks } from './pipeline.ts';
import type { FileSink } from './sink.ts';

/** Bytes of plaintext in a chunk, unless asked otherwise: from here on larger chunks are no faster. */
export const CHUNK_BYTES = 2 ** 18;

export interface FileOptions {
  /** For the derivation alone; chunks go to the lanes. */
  readonly core: Core;
  /** 32 bytes. It stays the caller's. */
  readonly key: Uint8Array;
  readonly source: ReadableStream<Uint8Array>;
  /** Closed at the end, aborted at failure: whatever was written before is then to be thrown away. */
  readonly sink: FileSink;
  /** At least one; they serve this file alone until it has ended. */
  readonly lanes: readonly Lane[];
  readonly onProgress?: (progress: Progress) => void;
  /** Stops between two chunks; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface SealFileOptions extends FileOptions {
  /** A power of two from 2^16 to 2^20. */
  readonly chunkBytes?: number;
  readonly random?: RandomSource;
}

/** Ends source and sink, at the signal at once, with the reason for which the work ended, and gives the reason on. */
async function ending({ signal, sink }: FileOptions, reader: ChunkReader, work: () => Promise<void>): Promise<void> {
  let ended: Promise<unknown> | undefined;
  const end = (reason: unknown) => {
    ended ??= Promise.allSettled([reader.cancel(reason), sink.abort(reason)]);
    return ended;
  };
  const stop = () => void end(signal?.reason);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    signal?.throwIfAborted();
    await work();
    signal?.throwIfAborted();
    await sink.close();
  } catch (error) {
    const reason: unknown = signal?.aborted ? signal.reason : error;
    await end(reason);
    throw reason;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

/** Seals all that `source` brings (README.md). Rejects with what fails first: a stream, a lane, or the signal. */
export async function sealFile(options: SealFileOptions): Promise<void> {
  const { core, key, random = randomBytes, chunkBytes = CHUNK_BYTES, sink, lanes, onProgress, signal } = options;
  const { header, keys } = startSealing(core, key, random(32), chunkBytes);
  const reader = new ChunkReader(options.source);
  reader.resize(chunkBytes, TAG_BYTES);
  try {
    await ending(options, reader, async () => {
      await sink.write(header);
      const check = () => undefined;
      await runChunks({ operation: 'seal', keys, chunkBytes, reader, sink, lanes, onProgress, signal, check });
    });
  } finally {
    wipe(keys.key, keys.prefix);
  }
}

/** Lengths that no sealed file has: a chunk without a whole tag, an empty one that is not all there is. */
function requirePossible(index: number, final: boolean, length: number): void {
  if (length < TAG_BYTES || (length === TAG_BYTES && !(final && index === 0))) throw new AuthenticationError();
}

/**
 * Opens what `sealFile` made. What reaches the sink is authentic and in order, but whole only when this has resolved.
 * Rejects with `SealedFileError` where it is no sealed file of this version, with `AuthenticationError` where the key is
 * another one or anything at all was changed, cut off or added.
 */
export async function openFile(options: FileOptions): Promise<void> {
  const { core, key, sink, lanes, onProgress, signal } = options;
  const reader = new ChunkReader(options.source);
  let start: FileStart | undefined;
  try {
    await ending(options, reader, async () => {
      start = startOpening(core, key, await reader.head(HEADER_BYTES));
      const { keys, chunkBytes } = start;
      reader.resize(chunkBytes + TAG_BYTES, 0);
      const check = requirePossible;
      await runChunks({ operation: 'open', keys, chunkBytes, reader, sink, lanes, onProgress, signal, check });
    });
  } finally {
    wipe(start?.keys.key, start?.keys.prefix);
  }
}
