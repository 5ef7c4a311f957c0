import type { KeeperCall } from '../bridge/keeper-server.ts';
import type { Reply, Status } from '../bridge/views.ts';

/**
 * What the worker needs to begin: where the core's WASM lies, whether a vault stood in this profile before, and what
 * the witness of its state saw last.
 */
export interface WorkerStart {
  readonly vaultExisted: boolean;
  readonly wasm: string;
  readonly anchor?: Uint8Array | undefined;
  /** Milliseconds that an earlier worker of this browser session had somebody wait last. */
  readonly wait: number;
}

/** Host to worker. */
export type ToWorker = { readonly start: WorkerStart } | { readonly id: number; readonly call: KeeperCall };

/** Worker to host. */
export type FromWorker =
  | { readonly id: number; readonly reply: Reply<unknown> }
  | { readonly status: Status }
  | { readonly anchor: Uint8Array }
  | { readonly wait: number };
