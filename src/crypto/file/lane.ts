// Where chunks are sealed or opened: one after the other in each lane.
import { wipe } from '../../bytes/bytes.ts';
import type { Core } from '../core.ts';
import { type ChunkKeys, deriveNonce } from './format.ts';

export type Operation = 'seal' | 'open';

/** One chunk. `data` passes to the lane, which gives its buffer back. */
export interface ChunkJob {
  readonly index: number;
  readonly final: boolean;
  readonly data: Uint8Array<ArrayBuffer>;
}

export interface ChunkResult {
  readonly data: Uint8Array<ArrayBuffer>;
  /** The buffer that the job came in, to be filled again. */
  readonly spare: ArrayBuffer;
}

/** Takes one file at a time. */
export interface Lane {
  start(operation: Operation, keys: ChunkKeys): void;
  /** Rejects with `AuthenticationError` where the chunk does not fit its key, its number or its place at the end. */
  run(job: ChunkJob): Promise<ChunkResult>;
  /** Wipes the lane's copy of the keys and drops what is under way. The lane may be started again. */
  end(): void;
}

const NOTHING = new Uint8Array(0);

/** The work itself. */
export function runChunk(core: Core, operation: Operation, keys: ChunkKeys, job: ChunkJob): ChunkResult {
  const nonce = deriveNonce(keys.prefix, job.index, job.final);
  const data =
    operation === 'seal'
      ? core.aesGcmSeal(keys.key, nonce, NOTHING, job.data)
      : core.aesGcmOpen(keys.key, nonce, NOTHING, job.data);
  return { data: data as Uint8Array<ArrayBuffer>, spare: job.data.buffer };
}

/** A lane in the thread at hand, which it holds up for a chunk at a time. */
export function makeLocalLane(core: Core): Lane {
  let work: { operation: Operation; keys: ChunkKeys } | undefined;
  const forget = () => {
    wipe(work?.keys.key, work?.keys.prefix);
    work = undefined;
  };
  return {
    start: (operation, { key, prefix }) => {
      forget();
      work = { operation, keys: { key: key.slice(), prefix: prefix.slice() } };
    },
    run: async (job) => {
      if (!work) throw new Error('a lane works between start and end');
      return runChunk(core, work.operation, work.keys, job);
    },
    end: forget,
  };
}
