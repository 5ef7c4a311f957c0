import type { KeeperCall } from '../bridge/keeper-server.ts';
import type { Reply, Status } from '../bridge/views.ts';
import { toReply } from '../bridge/wire.ts';
import { loadCore } from '../crypto/index.ts';
import type { AnchorStore } from '../vault/anchor.ts';
import { rememberWaits } from '../vault/attempts/wait-clock.ts';
import { openDatabase, type VaultDatabase } from '../vault/database.ts';
import { renewLog } from '../vault/renew-log.ts';
import { carryOut, runsAtOnce, runsBeside } from './carry-out.ts';
import { LockedError } from './errors.ts';
import { type Keeper, makeKeeper } from './keeper.ts';
import type { FromWorker, ToWorker, WorkerStart } from './protocol.ts';
import { makeRefusals } from './refusals.ts';
import { makeStretcher, type Stretcher, type StretchWorker } from './stretcher.ts';

/** The worker's side of its port: the global scope, or a stand-in. */
export interface WorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
  postMessage(message: FromWorker): void;
}

/** The deadline moves while the person works; others need to hear of it no more often than this. */
const tellAfterMs = 5_000;

/** Tells of a status only where it differs from the last in a way that matters. */
const makeTeller = (post: (status: Status) => void) => {
  let last: Status | undefined;
  const same = (status: Status): boolean =>
    last !== undefined &&
    last.state === status.state &&
    last.damaged === status.damaged &&
    last.rebuildable === status.rebuildable &&
    last.identityDamaged === status.identityDamaged &&
    last.rolledBack === status.rolledBack &&
    last.witnessLost === status.witnessLost &&
    last.revision === status.revision &&
    Math.abs((status.lockAt ?? 0) - (last.lockAt ?? 0)) < tellAfterMs;
  return {
    tell: (status: Status): void => {
      if (same(status)) return;
      last = status;
      post(status);
    },
    wasUnlocked: (): boolean => last?.state === 'unlocked',
  };
};

const openSafely = async (): Promise<VaultDatabase> => {
  await renewLog();
  return openDatabase();
};

/** The witness outside the vault's database is kept by the host: here is what it knows. */
const makeAnchors = (first: Uint8Array | undefined, post: (anchor: Uint8Array) => void): AnchorStore => {
  let latest = first;
  return {
    load: async () => latest,
    save: (anchor) => {
      latest = anchor;
      post(anchor);
    },
  };
};

/** Tells of a wait only where it is another one. */
const makeWaitNote = (first: number, post: (wait: number) => void): ((wait: number) => void) => {
  let last = first;
  return (wait) => {
    if (wait !== last) post(wait);
    last = wait;
  };
};

/** Where the worker can make others. */
export type MakeStretchWorker = () => StretchWorker;

/** Runs the keeper: commands one after the other but for long ones, each answered; after each, how the keeper stands. */
export const serveWorker = (scope: WorkerScope, makeStretchWorker?: MakeStretchWorker): void => {
  let parts: WorkerStart | undefined;
  let keeper: Promise<Keeper> | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let stretcher: Stretcher | undefined;
  const refusals = makeRefusals();
  const teller = makeTeller((status) => scope.postMessage({ status }));

  const start = async ({ wasm, vaultExisted, anchor, wait }: WorkerStart): Promise<Keeper> => {
    rememberWaits({ before: wait, note: makeWaitNote(wait, (next) => scope.postMessage({ wait: next })) });
    const module = await WebAssembly.compile(await (await fetch(wasm)).arrayBuffer());
    const core = await loadCore(module);
    stretcher = makeStretchWorker && makeStretcher({ makeWorker: makeStretchWorker, module, refusal: refusals.reason });
    const vaultOptions = { anchors: makeAnchors(anchor, (next) => scope.postMessage({ anchor: next })) };
    return makeKeeper({
      ...{ core, openDatabase: openSafely, vaultExisted, vaultOptions, ...(stretcher && { stretcher }) },
      onLocked: () => void tellStatus(),
    });
  };
  /** What failed at the start is tried again by the next command. */
  const ready = (): Promise<Keeper> => {
    if (parts === undefined) throw new Error('a command came before the start');
    keeper ??= start(parts).catch((error) => {
      keeper = undefined;
      throw error;
    });
    return keeper;
  };
  const tellStatus = async (): Promise<void> => {
    try {
      teller.tell(await (await ready()).status());
    } catch {
      // How a locked vault stands cannot be told now; that it is not open any more can.
      if (teller.wasUnlocked()) teller.tell({ state: 'locked' });
    }
  };
  const answer = async (id: number, call: KeeperCall): Promise<void> => {
    const reply: Reply<unknown> = await toReply(async () => carryOut(await ready(), call));
    refusals.ended(call);
    scope.postMessage({ id, reply });
    await tellStatus();
  };

  scope.addEventListener('message', ({ data }) => {
    if ('start' in data) parts = data.start;
    else {
      const { command } = data.call;
      refusals.add(data.call);
      // What is under way ends now; the lock itself waits until it has.
      if (command === 'vault.lock') stretcher?.stop(new LockedError());
      const answered = runsAtOnce.has(command)
        ? answer(data.id, data.call)
        : queue.then(() => answer(data.id, data.call));
      if (!runsBeside.has(command) && !runsAtOnce.has(command)) queue = answered;
    }
  });
};
