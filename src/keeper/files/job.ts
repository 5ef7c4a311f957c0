import type { FileStep } from '../../bridge/file-views.ts';
import { concat, wipe } from '../../bytes/bytes.ts';
import type { FileSink } from '../../crypto/index.ts';
import type { FileTransport } from '../../envelope/file/seal-file.ts';
import { FileJobError } from '../errors.ts';
import type { LaneSet, OpenLanes } from './lanes.ts';

/** A file on its way through the keeper. */
export interface FileJob {
  /**
   * Takes the next part, which has the number `turn`, counted from 0; gives what is ready. The last one said again gives
   * the same again. Rejects with what the work failed with, and with `file-gone` after that or out of turn.
   */
  readonly step: (turn: number, data: Uint8Array, last: boolean) => Promise<FileStep>;
  /** Ends the work where it is under way. */
  readonly stop: () => void;
}

/** Reads, works, writes; gives what goes before it, where something does. */
export type FileWork = (transport: FileTransport) => Promise<Uint8Array<ArrayBuffer> | undefined>;

interface Outcome {
  readonly head: Uint8Array<ArrayBuffer> | undefined;
}

/** Keeps copies of what was written until they are taken. */
const makeOutlet = () => {
  let parts: Uint8Array<ArrayBuffer>[] = [];
  const sink: FileSink = {
    write: async (bytes) => {
      parts.push(bytes.slice());
    },
    close: async () => undefined,
    abort: async () => {
      wipe(...parts.splice(0));
    },
  };
  const take = (): Uint8Array<ArrayBuffer> => {
    const taken = parts;
    parts = [];
    return taken.length === 1 && taken[0] ? taken[0] : concat(...taken);
  };
  return { sink, take };
};

/** Work under way: what is pushed comes out at the other end, with no more than a few parts between. */
const begin = (work: FileWork, lanes: LaneSet, signal: AbortSignal) => {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const outlet = makeOutlet();
  const finished: Promise<Outcome> = work({ source: readable, sink: outlet.sink, lanes: lanes.lanes, signal })
    .then((head) => ({ head }))
    .finally(lanes.close);
  // The caller that waits for a part hears of a failure; between two parts nobody does.
  for (const promise of [finished, writer.closed]) promise.catch(() => undefined);
  return {
    push: async (data: Uint8Array): Promise<void> => {
      await Promise.race([writer.write(data).catch(() => finished), finished]);
    },
    end: async (): Promise<Outcome> => {
      writer.close().catch(() => undefined);
      return finished;
    },
    take: outlet.take,
  };
};

/** Nothing is begun, and no worker started, before the first part is there. */
export const makeFileJob = (work: FileWork, openLanes: OpenLanes): FileJob => {
  const stopping = new AbortController();
  let running: Promise<ReturnType<typeof begin>> | undefined;
  let before: { readonly turn: number; readonly step: Promise<FileStep> } | undefined;
  const advance = async (data: Uint8Array, last: boolean): Promise<FileStep> => {
    if (stopping.signal.aborted) throw stopping.signal.reason;
    running ??= openLanes().then((lanes) => begin(work, lanes, stopping.signal));
    const { push, end, take } = await running;
    await push(data);
    if (!last) return { data: take() };
    const { head } = await end();
    return { data: take(), ...(head ? { head } : {}) };
  };
  return {
    step: (turn, data, last) => {
      if (turn === before?.turn) return before.step;
      if (turn !== (before?.turn ?? -1) + 1) return Promise.reject(new FileJobError());
      before = { turn, step: advance(data, last) };
      return before.step;
    },
    stop: () => {
      before = undefined;
      stopping.abort(new FileJobError());
    },
  };
};
