import { OutOfMemoryError, type StretchJob } from '../crypto/index.ts';
import type { StretchReply, StretchRequest } from './serve-stretches.ts';

/** As much of a worker as is needed here; it runs `serveStretches`. */
export interface StretchWorker {
  postMessage(request: StretchRequest): void;
  addEventListener(
    type: 'message',
    listener: (event: MessageEvent<StretchReply>) => void,
    options: { signal: AbortSignal },
  ): void;
  addEventListener(type: 'error', listener: () => void, options: { signal: AbortSignal }): void;
  terminate(): void;
}

/** Stretches passphrases where it can be ended in the middle. */
export interface Stretcher {
  /** The caller wipes password and result. Throws OutOfMemoryError, and the reason for which it was stopped. */
  readonly stretch: (job: StretchJob) => Promise<Uint8Array>;
  /** Ends all that is under way, with its workers. */
  readonly stop: (reason: Error) => void;
}

export interface StretcherParts {
  readonly makeWorker: () => StretchWorker;
  /** The core, compiled. */
  readonly module: WebAssembly.Module;
  /** Why nothing is to be stretched at the moment, if there is a reason. */
  readonly refusal: () => Error | undefined;
}

/** @param onFailed the worker is of no use any more */
const hear = (
  worker: StretchWorker,
  signal: AbortSignal,
  onDone: (outcome: Uint8Array | OutOfMemoryError) => void,
  onFailed: (reason: Error) => void,
): void => {
  const onReply = ({ data }: MessageEvent<StretchReply>): void => {
    if ('result' in data) onDone(data.result);
    else if (data.memoryKiB === undefined) onFailed(new Error('stretching failed'));
    else onDone(new OutOfMemoryError(data.memoryKiB));
  };
  worker.addEventListener('message', onReply, { signal });
  worker.addEventListener('error', () => onFailed(new Error('the worker failed')), { signal });
};

export const makeStretcher = ({ makeWorker, module, refusal }: StretcherParts): Stretcher => {
  const underWay = new Set<(reason: Error) => void>();
  /** Starting one takes time: the last one that has ended its work is kept. */
  let idle: StretchWorker | undefined;
  const stretch = (job: StretchJob): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      const refused = refusal();
      if (refused) return reject(refused);
      const worker = idle ?? makeWorker();
      idle = undefined;
      const heard = new AbortController();
      const { signal } = heard;
      const settle = (): void => {
        heard.abort();
        underWay.delete(fail);
      };
      const fail = (reason: Error): void => {
        settle();
        worker.terminate();
        reject(reason);
      };
      const onDone = (outcome: Uint8Array | OutOfMemoryError): void => {
        settle();
        if (idle) worker.terminate();
        else idle = worker;
        if (outcome instanceof Error) reject(outcome);
        else resolve(outcome);
      };
      underWay.add(fail);
      hear(worker, signal, onDone, fail);
      worker.postMessage({ module, job });
    });
  return {
    stretch,
    stop: (reason) => {
      for (const fail of [...underWay]) fail(reason);
    },
  };
};
