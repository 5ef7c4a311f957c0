import { fileStepMost } from '../../bridge/file-views.ts';
import type { KeeperClient } from '../../bridge/keeper-client.ts';
import { BridgeError } from '../../bridge/wire.ts';
import type { SaveTarget } from './save-target.ts';

export interface Passage {
  readonly keeper: KeeperClient;
  readonly file: Blob;
  readonly target: SaveTarget;
  readonly signal: AbortSignal;
  /** Bytes of `file` that went through. */
  readonly onProgress: (bytes: number) => void;
}

/** What a passage begins with, from the keeper. */
interface Start {
  readonly job: string;
  /** Where in `file` to begin. */
  readonly from: number;
  /** Where in the target to begin. */
  readonly to: number;
}

/** Reads a part. Throws `file-unreadable`. */
export const readPart = async (file: Blob, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> => {
  try {
    return new Uint8Array(await file.slice(from, to).arrayBuffer());
  } catch {
    throw new BridgeError('file-unreadable');
  }
};

/** Throws `file-unwritable`. */
const writing = async (write: Promise<void>): Promise<void> => {
  await write.catch(() => {
    throw new BridgeError('file-unwritable');
  });
};

/** Sends the file through the keeper, one part at a time; the next one is read meanwhile. */
const passThrough = async ({ keeper, file, target, signal, onProgress }: Passage, { job, from, to }: Start) => {
  const read = (at: number) => readPart(file, at, Math.min(at + fileStepMost, file.size));
  let [at, written] = [from, to];
  let next = read(at);
  for (let turn = 0; ; turn++) {
    const data = await next;
    signal.throwIfAborted();
    at += data.length;
    const last = at >= file.size;
    const answer = keeper.call('file.step', { job, turn, data, last });
    if (!last) {
      next = read(at);
      next.catch(() => undefined);
    }
    const step = await answer;
    signal.throwIfAborted();
    await writing(target.write(written, step.data));
    written += step.data.length;
    onProgress(at - from);
    if (last) return step;
  }
};

/** Whatever happens, the keeper forgets the job, and of a file that was not finished nothing is left. */
const ending = async ({ keeper, target, signal }: Passage, job: string, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
    signal.throwIfAborted();
    await writing(target.finish());
  } catch (error) {
    await target.discard();
    throw error;
  } finally {
    await keeper.call('file.stop', { job }).catch(() => undefined);
  }
};

/** Seals a file into the target, for me and for those named. Rejects with the signal's reason where it was cancelled. */
export const sealInto = async (passage: Passage & { readonly file: File }, to: readonly string[]): Promise<void> => {
  const { keeper, file, target } = passage;
  const begin = () => keeper.call('file.seal', { name: file.name, mediaType: file.type, to: [...to] });
  const { job, headBytes } = await begin().catch(async (error) => {
    await target.discard();
    throw error;
  });
  await ending(passage, job, async () => {
    const { head } = await passThrough(passage, { job, from: 0, to: headBytes });
    if (head?.length !== headBytes) throw new BridgeError('internal');
    await writing(target.write(0, head));
  });
};

/** Opens the stream of a sealed file into the target. What was written is the target's only when all of it was proved. */
export const openInto = (passage: Passage, { job, headBytes }: { job: string; headBytes: number }): Promise<void> =>
  ending(passage, job, async () => {
    await passThrough(passage, { job, from: headBytes, to: 0 });
  });
