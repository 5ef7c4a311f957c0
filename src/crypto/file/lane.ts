// Where chunks are sealed or opened: one after the other in each lane.
import { wipe } from '../../bytes/bytes.ts';
import { instantiate } from '../instantiate.ts';
import { type ChunkJob, type Operation, runChunk } from './chunk.ts';
import type { ChunkKeys } from './format.ts';

/** Takes one file at a time. */
export interface Lane {
  /** Copies the keys. */
  start(operation: Operation, keys: ChunkKeys): void;
  /**
   * Takes the job's buffer over and gives the result in it, or in one of the same kind. Rejects with
   * `AuthenticationError` where the chunk does not fit its key, its number or its place at the end.
   */
  run(job: ChunkJob): Promise<Uint8Array<ArrayBuffer>>;
  /** Wipes the lane's copy of the keys and drops what is under way. The lane may be started again. */
  end(): void;
}

/**
 * A lane in the thread at hand, which it holds up for a chunk at a time.
 *
 * @param module the core, compiled.
 */
export function makeLocalLane(module: WebAssembly.Module): Lane {
  const { engine } = instantiate(module);
  let work: { operation: Operation; keys: ChunkKeys } | undefined;
  const end = () => {
    wipe(work?.keys.key, work?.keys.prefix);
    work = undefined;
  };
  return {
    start: (operation, { key, prefix }) => {
      end();
      work = { operation, keys: { key: key.slice(), prefix: prefix.slice() } };
    },
    run: async (job) => {
      if (!work) throw new Error('a lane works between start and end');
      return runChunk(engine, work.operation, work.keys, job);
    },
    end,
  };
}
