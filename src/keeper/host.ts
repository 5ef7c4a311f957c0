import type { KeeperCall } from '../bridge/keeper-server.ts';
import type { Reply, Status } from '../bridge/views.ts';
import type { AnchorShelf } from './anchor-shelf.ts';
import { type RunningWorker, runWorker } from './running-worker.ts';

export interface KeeperHostOptions {
  /** Makes the worker; it is made at the first command, and again where one failed. */
  readonly makeWorker: () => Worker;
  readonly wasm: string;
  readonly vaultExisted: boolean;
  /** Milliseconds that somebody had to wait last, in this browser session. */
  readonly wait: number;
  readonly onStatus: (status: Status) => void;
  /** The vault that was open here is not any more: this document is done, and may be closed. */
  readonly onOver: () => void;
  readonly onWait: (milliseconds: number) => void;
  readonly anchors: AnchorShelf;
}

const gone: Reply<unknown> = { ok: false, error: { code: 'keeper-gone', details: {} } };
const locked: Reply<unknown> = { ok: false, error: { code: 'locked', details: {} } };
/** A file goes through by many calls on one line: the view that writes it out has to clear up before its page starts again. */
const lockedFor = ({ command }: KeeperCall): Reply<unknown> | undefined =>
  command.startsWith('file.') ? locked : undefined;

/**
 * Owns the worker that holds the unlocked keys. The worker wipes what it can before it says that it is locked; then it
 * is ended and its memory given back. A worker that fails, or says nothing any more, is ended too: a crash means locked.
 *
 * A host whose vault was open and closed begins nothing new. A caller that asks it then hears nothing, loses the line when the
 * document is closed, and asks the next one: work that began here would be cut off in the middle.
 */
export const makeKeeperHost = (options: KeeperHostOptions) => {
  const { makeWorker, wasm, vaultExisted, onStatus, onOver, onWait, anchors } = options;
  let running: RunningWorker | undefined;
  let unlocked = false;
  let over = false;
  let existed = vaultExisted;
  let wait = options.wait;

  const end = (lastWord: (call: KeeperCall) => Reply<unknown> | undefined): void => {
    over = unlocked;
    running?.end(lastWord);
    running = undefined;
  };
  const fail = (): void => {
    end(() => gone);
    if (!over) return;
    onStatus({ state: 'locked' });
    onOver();
  };
  const hear = (status: Status): void => {
    if (status.state !== 'unlocked' && unlocked) end(lockedFor);
    unlocked = status.state === 'unlocked';
    existed ||= unlocked || status.state === 'locked';
    onStatus(status);
    if (over) onOver();
  };
  const hearWait = (milliseconds: number): void => {
    wait = milliseconds;
    onWait(milliseconds);
  };
  return {
    handle: (call: KeeperCall): Promise<Reply<unknown>> => {
      if (over) return new Promise((resolve) => void (lockedFor(call) && resolve(locked)));
      running ??= runWorker(
        makeWorker(),
        { vaultExisted: existed, wasm, anchor: anchors.load(), wait },
        { onStatus: hear, onAnchor: anchors.save, onWait: hearWait, onFailure: fail },
      );
      return running.ask(call);
    },
  };
};
