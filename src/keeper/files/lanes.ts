import { type Lane, makeWorkerLane } from '../../crypto/index.ts';
import { trustedScriptUrl } from '../trusted-url.ts';

/** The lanes of one file. */
export interface LaneSet {
  readonly lanes: readonly Lane[];
  readonly close: () => void;
}

export type OpenLanes = () => Promise<LaneSet>;

/** More do not make a file faster than it can be read and written. */
const mostLanes = 2;

const startLane = (module: WebAssembly.Module) => {
  const worker = new Worker(trustedScriptUrl('/file-worker.js'), { name: 'file' });
  const lane = makeWorkerLane((message, transfer) => worker.postMessage(message, transfer), module);
  worker.addEventListener('error', ({ message }) => lane.fail(message));
  const close = (): void => {
    lane.close();
    worker.terminate();
  };
  return { lane, close };
};

/**
 * Lanes in workers of the worker at hand: they end with it, so that a lock ends them too.
 *
 * @param wasm where the core lies; asked for when the first file is there.
 */
export const makeWorkerLanes = (wasm: () => string): OpenLanes => {
  let module: Promise<WebAssembly.Module> | undefined;
  const compile = async (): Promise<WebAssembly.Module> =>
    WebAssembly.compile(await (await fetch(wasm())).arrayBuffer());
  return async () => {
    module ??= compile();
    const compiled = await module.catch((error) => {
      module = undefined;
      throw error;
    });
    const count = Math.max(1, Math.min(mostLanes, navigator.hardwareConcurrency));
    const started = Array.from({ length: count }, () => startLane(compiled));
    return {
      lanes: started.map(({ lane }) => lane),
      close: () => {
        for (const { close } of started) close();
      },
    };
  };
};
