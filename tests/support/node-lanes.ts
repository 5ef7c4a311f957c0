// Lanes in worker threads of Node, for tests and the bench.
import { Worker } from 'node:worker_threads';
import { makeWorkerLane, type WorkerLane } from '../../src/crypto/file/worker-lane.ts';

export interface NodeLanes {
  readonly lanes: readonly WorkerLane[];
  readonly workers: readonly Worker[];
  readonly close: () => Promise<void>;
}

/** `count` lanes, each in a thread of its own. */
export function makeNodeLanes(count: number, module: WebAssembly.Module): NodeLanes {
  const workers = Array.from({ length: count }, () => new Worker(new URL('./file-worker.ts', import.meta.url)));
  const lanes = workers.map((worker) => {
    const lane = makeWorkerLane((message, transfer) => worker.postMessage(message, transfer as never), module);
    worker.on('error', lane.fail);
    worker.on('exit', () => lane.fail(new Error('the thread has ended')));
    return lane;
  });
  const close = async () => {
    for (const lane of lanes) lane.close();
    await Promise.all(workers.map((worker) => worker.terminate()));
  };
  return { lanes, workers, close };
}
