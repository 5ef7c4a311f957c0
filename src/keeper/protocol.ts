import type { KeeperCall } from '../bridge/keeper-server.ts';
import type { Reply, Status } from '../bridge/views.ts';

/** Host to worker. */
export type ToWorker =
  | { readonly start: { readonly vaultExisted: boolean; readonly wasm: string } }
  | { readonly id: number; readonly call: KeeperCall };

/** Worker to host. */
export type FromWorker = { readonly id: number; readonly reply: Reply<unknown> } | { readonly status: Status };
