// Chunks from a reader through lanes to a sink, in order, with a bounded number of them under way.
import type { Operation } from './chunk.ts';
import type { ChunkReader } from './chunk-reader.ts';
import { type ChunkKeys, requireIndex, TAG_BYTES } from './format.ts';
import type { Lane } from './lane.ts';
import type { FileSink } from './sink.ts';

/** Chunks under way in each lane: one is worked on while the next one is on its way. */
const DEPTH = 2;

export interface Progress {
  /** Bytes of plaintext that have been sealed or opened, and written. */
  readonly bytesDone: number;
}

export interface Run {
  readonly operation: Operation;
  readonly keys: ChunkKeys;
  readonly chunkBytes: number;
  readonly reader: ChunkReader;
  readonly sink: FileSink;
  readonly lanes: readonly Lane[];
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Throws where a piece cannot be: before it is worked on. */
  readonly check: (index: number, final: boolean, length: number) => void;
}

interface UnderWay {
  readonly plainBytes: number;
  readonly result: Promise<Uint8Array<ArrayBuffer>>;
}

/** Writes the oldest result. */
async function deliver(run: Run, { plainBytes, result }: UnderWay, before: number): Promise<number> {
  const data = await result;
  run.signal?.throwIfAborted();
  await run.sink.write(data);
  run.reader.recycle(data.buffer);
  const bytesDone = before + plainBytes;
  run.onProgress?.({ bytesDone });
  return bytesDone;
}

/** Runs all chunks. Whatever fails, the caller ends reader and sink. */
export async function runChunks(run: Run): Promise<void> {
  const { lanes, reader, operation, keys } = run;
  const underWay: UnderWay[] = [];
  let done = 0;
  for (const lane of lanes) lane.start(operation, keys);
  try {
    for (let index = 0, final = false; !final; index++) {
      const piece = await reader.next();
      run.signal?.throwIfAborted();
      final = piece.final;
      run.check(index, final, piece.data.length);
      requireIndex(index, run.chunkBytes);
      const lane = lanes[index % lanes.length];
      if (!lane) throw new RangeError('a file needs at least one lane');
      const plainBytes = operation === 'seal' ? piece.data.length : piece.data.length - TAG_BYTES;
      const result = lane.run({ index, final, data: piece.data });
      // A failure is met when its turn comes; until then it is not unhandled.
      result.catch(() => undefined);
      underWay.push({ plainBytes, result });
      const oldest = underWay.length >= DEPTH * lanes.length ? underWay.shift() : undefined;
      if (oldest) done = await deliver(run, oldest, done);
    }
    for (const chunk of underWay) done = await deliver(run, chunk, done);
  } finally {
    for (const lane of lanes) lane.end();
    reader.wipe();
  }
}
