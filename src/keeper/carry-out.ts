import type { KeeperCommand } from '../bridge/keeper-commands.ts';
import type { KeeperCall } from '../bridge/keeper-server.ts';
import { handlers } from './commands/index.ts';
import type { Keeper } from './keeper.ts';
import { wipeWays } from './way-in.ts';

type Commands = ReadonlySet<KeeperCommand>;

/**
 * What postpones the lock: one of our windows says that someone is at work in it, or a file goes through that was given to
 * the full page. All else a page could have said again and again, by taking a frame away that then comes back.
 */
const active: Commands = new Set(['vault.touch', 'file.step']);

/** Saying these again is not the same as saying them once. */
const onceOnly: Commands = new Set([
  'slots.remove',
  'slots.addPassphrase',
  'slots.changePassphrase',
  'slots.addPin',
  'slots.addPasskey',
  'recovery.confirm',
  'vault.rotate',
  'vault.rebuild',
  'import.apply',
]);

/** Commands that take long and do not keep the next ones waiting: how far they are is asked, and they can be stopped. */
export const runsBeside: Commands = new Set(['vault.rotate']);

/** They end what keeps the others waiting, or are for what comes next: they wait for none. */
export const runsAtOnce: Commands = new Set(['stretch.stop', 'stretch.warm']);

/** Carries out a command that was checked. Throws what its handler throws. */
export const carryOut = async (keeper: Keeper, { id, command, input, caller }: KeeperCall): Promise<unknown> => {
  const handler = handlers[command] as (keeper: Keeper, input: unknown, caller: KeeperCall['caller']) => unknown;
  const run = async (): Promise<unknown> => handler(keeper, input, caller);
  try {
    const result = await (onceOnly.has(command) ? keeper.session().repeats.once(`${command} ${id}`, run) : run());
    if (active.has(command)) keeper.touch();
    return result;
  } finally {
    wipeWays(input as object);
  }
};
