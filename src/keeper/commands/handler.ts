import type { KeeperCommand, KeeperInput, KeeperOutputs } from '../../bridge/keeper-commands.ts';
import type { KeeperCaller } from '../../bridge/keeper-server.ts';
import type { Keeper } from '../keeper.ts';

/** Carries out one command. What it throws reaches the caller as its code. */
export type Handler<C extends KeeperCommand> = (
  keeper: Keeper,
  input: KeeperInput<C>,
  caller: KeeperCaller,
) => KeeperOutputs[C] | Promise<KeeperOutputs[C]>;

export type Handlers = { readonly [C in KeeperCommand]: Handler<C> };
