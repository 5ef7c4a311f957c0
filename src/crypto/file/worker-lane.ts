// A lane in a Worker of the browser's or a worker thread of Node's: both know MessagePort, so all that a lane needs of
// them is one first message.
import { AuthenticationError } from '../errors.ts';
import type { ChunkJob, Operation } from './chunk.ts';
import type { ChunkKeys } from './format.ts';
import type { Lane } from './lane.ts';

/** The first message to a worker: the port for everything else, and the compiled core. */
export interface LaneStart {
  readonly port: MessagePort;
  readonly module: WebAssembly.Module;
}

/** What goes through the port to the worker. `turn` tells one file from the next. */
export type LaneRequest =
  | ({ kind: 'start'; operation: Operation } & ChunkKeys)
  | ({ kind: 'chunk'; turn: number } & ChunkJob)
  | { kind: 'end' };

/** What comes back: the result of the oldest chunk that has none yet. */
export type LaneReply =
  | { turn: number; result: Uint8Array<ArrayBuffer> }
  | { turn: number; error: 'authentication' | 'other' };

interface Waiting {
  readonly resolve: (result: Uint8Array<ArrayBuffer>) => void;
  readonly reject: (error: Error) => void;
}

/** A worker died, or failed in a way that it should not. */
export class LaneError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

export interface WorkerLane extends Lane {
  /** Makes all that is under way and all that follows fail: for the worker's own `error` event. */
  fail(cause: unknown): void;
  /** Lets go of the worker, which the caller then ends. */
  close(): void;
}

/**
 * A lane of the worker that `post` sends to and that runs `serveLane` on what it gets.
 *
 * @param module the core, compiled.
 */
export function makeWorkerLane(
  post: (message: LaneStart, transfer: Transferable[]) => void,
  module: WebAssembly.Module,
): WorkerLane {
  const { port1: port, port2 } = new MessageChannel();
  const waiting: Waiting[] = [];
  let turn = 0;
  let dead: LaneError | undefined;
  const send = (request: LaneRequest, transfer: Transferable[] = []) => port.postMessage(request, transfer);
  const dropAll = (error: Error) => {
    for (const { reject } of waiting.splice(0)) reject(error);
  };
  port.addEventListener('message', ({ data }: MessageEvent<LaneReply>) => {
    if (data.turn !== turn) return;
    const next = waiting.shift();
    if ('result' in data) next?.resolve(data.result);
    else next?.reject(data.error === 'authentication' ? new AuthenticationError() : new LaneError('the worker failed'));
  });
  port.start();
  post({ port: port2, module }, [port2]);
  return {
    start: (operation, { key, prefix }) => {
      turn++;
      send({ kind: 'start', operation, key, prefix });
    },
    run: (job) =>
      new Promise((resolve, reject) => {
        if (dead) return reject(dead);
        waiting.push({ resolve, reject });
        send({ kind: 'chunk', turn, ...job }, [job.data.buffer]);
      }),
    end: () => {
      turn++;
      send({ kind: 'end' });
      dropAll(new LaneError('the file was ended before'));
    },
    fail: (cause) => {
      dead = new LaneError('the worker is gone', { cause });
      dropAll(dead);
    },
    close: () => port.close(),
  };
}
