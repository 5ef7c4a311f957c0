import type { KeeperCall } from '../bridge/keeper-server.ts';
import type { Reply, Status } from '../bridge/views.ts';
import type { AnchorShelf } from './anchor-shelf.ts';
import { type RunningWorker, runWorker } from './running-worker.ts';

export interface KeeperHostOptions {
  /** Makes the worker; it is made at the first command and again after each lock. */
  readonly makeWorker: () => Worker;
  readonly wasm: string;
  readonly vaultExisted: boolean;
  readonly onStatus: (status: Status) => void;
  readonly anchors: AnchorShelf;
}

/**
 * Owns the worker that holds the unlocked keys. The worker wipes what it can before it says that it is locked; then it
 * is ended and its memory given back. A worker that fails, or says nothing any more, is ended too: a crash means locked.
 */
export const makeKeeperHost = ({ makeWorker, wasm, vaultExisted, onStatus, anchors }: KeeperHostOptions) => {
  let running: RunningWorker | undefined;
  let unlocked = false;
  let existed = vaultExisted;

  const end = (): void => {
    running?.end();
    running = undefined;
    unlocked = false;
  };
  const fail = (): void => {
    const wasUnlocked = unlocked;
    end();
    if (wasUnlocked) onStatus({ state: 'locked' });
  };
  const hear = (status: Status): void => {
    const locked = unlocked && status.state !== 'unlocked';
    unlocked = status.state === 'unlocked';
    existed ||= unlocked || status.state === 'locked';
    // What the worker answered before this message is out already: messages keep their order.
    if (locked) end();
    onStatus(status);
  };
  return {
    handle: (call: KeeperCall): Promise<Reply<unknown>> => {
      running ??= runWorker(
        makeWorker(),
        { vaultExisted: existed, wasm, anchor: anchors.load() },
        { onStatus: hear, onAnchor: anchors.save, onFailure: fail },
      );
      return running.ask(call);
    },
  };
};
