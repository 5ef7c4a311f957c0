import type { KeeperCall } from '../bridge/keeper-server.ts';
import type { Reply, Status } from '../bridge/views.ts';
import type { FromWorker, ToWorker, WorkerStart } from './protocol.ts';
import { makeWatchdog } from './watchdog.ts';

/** A worker that was set to work. */
export interface RunningWorker {
  /** Never rejects, and never resolves where the worker was ended without a last word. */
  readonly ask: (call: KeeperCall) => Promise<Reply<unknown>>;
  /** `lastWord` answers those who still wait; where it gives nothing they hear nothing. */
  readonly end: (lastWord: (call: KeeperCall) => Reply<unknown> | undefined) => void;
}

interface Listeners {
  readonly onStatus: (status: Status) => void;
  readonly onAnchor: (anchor: Uint8Array) => void;
  readonly onWait: (milliseconds: number) => void;
  /** It broke, or has not answered for longer than anything may take. */
  readonly onFailure: () => void;
}

/** Far beyond the dearest key derivation that a vault or a text may ask for. */
const patienceMs = 120_000;

export const runWorker = (
  worker: Worker,
  start: WorkerStart,
  { onStatus, onAnchor, onWait, onFailure }: Listeners,
): RunningWorker => {
  const waiting = new Map<number, { readonly call: KeeperCall; readonly resolve: (reply: Reply<unknown>) => void }>();
  const watchdog = makeWatchdog(patienceMs, onFailure);
  let lastId = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    if ('status' in data) return onStatus(data.status);
    if ('anchor' in data) return onAnchor(data.anchor);
    if ('wait' in data) return onWait(data.wait);
    waiting.get(data.id)?.resolve(data.reply);
    waiting.delete(data.id);
    watchdog.rest();
    if (waiting.size > 0) watchdog.watch();
  });
  worker.addEventListener('error', onFailure);
  worker.postMessage({ start } satisfies ToWorker);
  return {
    ask: (call) => {
      const id = ++lastId;
      return new Promise((resolve) => {
        waiting.set(id, { call, resolve });
        watchdog.watch();
        worker.postMessage({ id, call } satisfies ToWorker);
      });
    },
    end: (lastWord) => {
      watchdog.rest();
      worker.terminate();
      for (const { call, resolve } of waiting.values()) {
        const last = lastWord(call);
        if (last) resolve(last);
      }
      waiting.clear();
    },
  };
};
