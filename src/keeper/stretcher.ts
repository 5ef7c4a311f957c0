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
  /** A passphrase is being typed: gets a worker and its memory ready, and gives them back where nothing comes of it. */
  readonly warm: () => void;
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

/** Milliseconds that a worker stays ready for a passphrase that does not come. */
const warmFor = 60_000;

/** The worker that waits for the next job, if there is one. */
const makeIdle = ({ makeWorker, module }: StretcherParts) => {
  /** Starting one takes time: the last one that has ended its work is kept. */
  let idle: StretchWorker | undefined;
  let warmth: AbortController | undefined;
  const take = (): StretchWorker => {
    const worker = idle ?? makeWorker();
    warmth?.abort();
    [idle, warmth] = [undefined, undefined];
    return worker;
  };
  const drop = (): void => take().terminate();
  const put = (worker: StretchWorker): void => {
    if (idle) worker.terminate();
    else idle = worker;
  };
  const warm = (): void => {
    const isWarm = warmth !== undefined;
    idle = take();
    warmth = new AbortController();
    const { signal } = warmth;
    const cooling = setTimeout(drop, warmFor);
    signal.addEventListener('abort', () => clearTimeout(cooling));
    idle.addEventListener('error', drop, { signal });
    if (!isWarm) idle.postMessage({ module, job: undefined });
  };
  return { take, put, warm };
};

export const makeStretcher = (parts: StretcherParts): Stretcher => {
  const { module, refusal } = parts;
  const underWay = new Set<(reason: Error) => void>();
  const idle = makeIdle(parts);
  const stretch = (job: StretchJob): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      const refused = refusal();
      if (refused) return reject(refused);
      const worker = idle.take();
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
        idle.put(worker);
        if (outcome instanceof Error) reject(outcome);
        else resolve(outcome);
      };
      underWay.add(fail);
      hear(worker, signal, onDone, fail);
      worker.postMessage({ module, job });
    });
  return {
    stretch,
    warm: () => {
      if (underWay.size === 0 && !refusal()) idle.warm();
    },
    stop: (reason) => {
      for (const fail of [...underWay]) fail(reason);
    },
  };
};
