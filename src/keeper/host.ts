import type { KeeperCall } from '../bridge/keeper-server.ts';
import type { Reply, Status } from '../bridge/views.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

export interface KeeperHostOptions {
  /** Makes the worker; it is made at the first command and again after each lock. */
  readonly makeWorker: () => Worker;
  readonly wasm: string;
  readonly vaultExisted: boolean;
  readonly onStatus: (status: Status) => void;
}

interface Running {
  readonly worker: Worker;
  readonly waiting: Map<number, (reply: Reply<unknown>) => void>;
}

const gone: Reply<unknown> = { ok: false, error: { code: 'keeper-gone', details: {} } };

/**
 * Owns the worker that holds the unlocked keys. The worker wipes what it can before it says that it is locked; then it
 * is ended and its memory given back. A worker that fails is ended too: a crash means locked.
 */
export const makeKeeperHost = ({ makeWorker, wasm, vaultExisted, onStatus }: KeeperHostOptions) => {
  let running: Running | undefined;
  let unlocked = false;
  let lastId = 0;

  const end = (): void => {
    running?.worker.terminate();
    for (const resolve of running?.waiting.values() ?? []) resolve(gone);
    running = undefined;
    unlocked = false;
  };
  const hear = (status: Status): void => {
    const locked = unlocked && status.state === 'locked';
    unlocked = status.state === 'unlocked';
    // What the worker answered before this message is out already: messages keep their order.
    if (locked) end();
    onStatus(status);
  };
  const start = (): Running => {
    const worker = makeWorker();
    const waiting: Running['waiting'] = new Map();
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if ('status' in data) return hear(data.status);
      waiting.get(data.id)?.(data.reply);
      waiting.delete(data.id);
    });
    worker.addEventListener('error', () => {
      const wasUnlocked = unlocked;
      end();
      if (wasUnlocked) onStatus({ state: 'locked' });
    });
    worker.postMessage({ start: { vaultExisted, wasm } } satisfies ToWorker);
    return { worker, waiting };
  };

  return {
    handle: (call: KeeperCall): Promise<Reply<unknown>> => {
      running ??= start();
      const { worker, waiting } = running;
      const id = ++lastId;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        worker.postMessage({ id, call } satisfies ToWorker);
      });
    },
  };
};
