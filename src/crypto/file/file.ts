import { wipe } from '../../bytes/bytes.ts';
import type { Core } from '../core.ts';
import { AuthenticationError } from '../errors.ts';
import { type RandomSource, randomBytes } from '../random.ts';
import { ChunkReader } from './chunk-reader.ts';
import { type FileStart, HEADER_BYTES, startOpening, startSealing, TAG_BYTES } from './format.ts';
import type { Lane } from './lane.ts';
import { type Progress, runChunks } from './pipeline.ts';

/** Bytes of plaintext in a chunk, unless asked otherwise: from here on larger chunks are no faster. */
export const CHUNK_BYTES = 2 ** 18;

export interface FileOptions {
  /** For the derivation alone; chunks go to the lanes. */
  readonly core: Core;
  /** 32 bytes. It stays the caller's. */
  readonly key: Uint8Array;
  readonly source: ReadableStream<Uint8Array>;
  /** Closed at the end, aborted at failure: whatever was written before is then to be thrown away. */
  readonly sink: WritableStream<Uint8Array>;
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

/** Ends both streams with the reason for which the work ended, and gives the reason on. */
async function failing(
  { signal }: FileOptions,
  reader: ChunkReader,
  writer: WritableStreamDefaultWriter<Uint8Array>,
  work: () => Promise<void>,
): Promise<void> {
  const stop = () => void Promise.allSettled([reader.cancel(signal?.reason), writer.abort(signal?.reason)]);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    signal?.throwIfAborted();
    await work();
    await writer.close();
  } catch (error) {
    const reason = signal?.aborted ? signal.reason : error;
    await Promise.allSettled([reader.cancel(reason), writer.abort(reason)]);
    throw reason;
  } finally {
    signal?.removeEventListener('abort', stop);
    writer.releaseLock();
  }
}

/** Seals all that `source` brings (README.md). Rejects with what fails first: a stream, a lane, or the signal. */
export async function sealFile(options: SealFileOptions): Promise<void> {
  const { core, key, random = randomBytes, chunkBytes = CHUNK_BYTES, lanes, onProgress, signal } = options;
  const { header, keys } = startSealing(core, key, random(32), chunkBytes);
  const [reader, writer] = [new ChunkReader(options.source), options.sink.getWriter()];
  reader.resize(chunkBytes);
  try {
    await failing(options, reader, writer, async () => {
      await writer.write(header);
      const check = () => undefined;
      await runChunks({ operation: 'seal', keys, chunkBytes, reader, writer, lanes, onProgress, signal, check });
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
  const { core, key, lanes, onProgress, signal } = options;
  const [reader, writer] = [new ChunkReader(options.source), options.sink.getWriter()];
  let start: FileStart | undefined;
  try {
    await failing(options, reader, writer, async () => {
      start = startOpening(core, key, await reader.head(HEADER_BYTES));
      const { keys, chunkBytes } = start;
      reader.resize(chunkBytes + TAG_BYTES);
      const check = requirePossible;
      await runChunks({ operation: 'open', keys, chunkBytes, reader, writer, lanes, onProgress, signal, check });
    });
  } finally {
    wipe(start?.keys.key, start?.keys.prefix);
  }
}
