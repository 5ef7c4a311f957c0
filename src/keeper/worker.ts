import type { KeeperCall } from '../bridge/keeper-server.ts';
import type { Reply, Status } from '../bridge/views.ts';
import { toReply } from '../bridge/wire.ts';
import { loadCore } from '../crypto/index.ts';
import { openDatabase } from '../vault/database.ts';
import { handlers } from './commands/index.ts';
import { type Keeper, makeKeeper } from './keeper.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

/** The worker's side of its port: the global scope, or a stand-in. */
export interface WorkerScope {
  addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
  postMessage(message: FromWorker): void;
}

/** The deadline moves at every command; others need to hear of it no more often than this. */
const tellAfterMs = 5_000;

/** Commands that do not mean that a person is at work. */
const passive: ReadonlySet<string> = new Set(['status', 'vault.lockIfDue', 'text.inspect']);

const carryOut = async (keeper: Keeper, { command, input, caller }: KeeperCall): Promise<unknown> => {
  const handler = handlers[command] as (keeper: Keeper, input: unknown, caller: KeeperCall['caller']) => unknown;
  const result = await handler(keeper, input, caller);
  if (!passive.has(command) && (await keeper.status()).state === 'unlocked') keeper.session().deadline.touch();
  return result;
};

/** Tells of a status only where it differs from the last in a way that matters. */
const makeTeller = (post: (status: Status) => void) => {
  let last: Status | undefined;
  return (status: Status): void => {
    const moved = Math.abs((status.lockAt ?? 0) - (last?.lockAt ?? 0)) >= tellAfterMs;
    if (last?.state === status.state && !moved) return;
    last = status;
    post(status);
  };
};

/** Runs the keeper: commands one after the other, each answered; after each, how the keeper stands. */
export const serveWorker = (scope: WorkerScope): void => {
  let keeper: Promise<Keeper> | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  const tell = makeTeller((status) => scope.postMessage({ status }));
  const tellStatus = async (): Promise<void> => tell(await (await (keeper as Promise<Keeper>)).status());

  const start = async (wasm: string, vaultExisted: boolean): Promise<Keeper> => {
    const [core, db] = await Promise.all([fetch(wasm).then(loadCore), openDatabase()]);
    return makeKeeper({ core, db, vaultExisted, onDeadline: () => void tellStatus() });
  };
  const answer = async (id: number, call: KeeperCall): Promise<void> => {
    const reply: Reply<unknown> = await toReply(async () => carryOut(await (keeper as Promise<Keeper>), call));
    scope.postMessage({ id, reply });
    if (keeper) await tellStatus().catch(() => undefined);
  };

  scope.addEventListener('message', ({ data }) => {
    if ('start' in data) keeper = start(data.start.wasm, data.start.vaultExisted);
    else queue = queue.then(() => answer(data.id, data.call));
  });
};
