import { wipe } from '../bytes/bytes.ts';
import { type Core, loadCore, OutOfMemoryError, type StretchJob, stretchHere } from '../crypto/index.ts';

export interface StretchRequest {
  /** The core, compiled. */
  readonly module: WebAssembly.Module;
  readonly job: StretchJob;
}

/** Without a result it failed. `memoryKiB`: that much could not be had. */
export type StretchReply = { readonly result: Uint8Array } | { readonly memoryKiB?: number };

/** The worker's side of its port: the global scope, or a stand-in. */
export interface StretchScope {
  addEventListener(type: 'message', listener: (event: MessageEvent<StretchRequest>) => void): void;
  postMessage(reply: StretchReply, transfer: Transferable[]): void;
}

/** Stretches one passphrase after the other, and keeps nothing of any. Whoever ends this worker ends the work. */
export const serveStretches = (scope: StretchScope): void => {
  let core: Promise<Core> | undefined;
  scope.addEventListener('message', ({ data: { module, job } }) => {
    core ??= loadCore(module);
    void core.then(
      (loaded) => reply(scope, answer(loaded, job)),
      () => {
        wipe(job.password);
        reply(scope, {});
      },
    );
  });
};

/** The result goes over and is not copied: nothing of it stays in this worker, which may be kept. */
const reply = (scope: StretchScope, answered: StretchReply): void =>
  scope.postMessage(answered, 'result' in answered ? [answered.result.buffer] : []);

const answer = (core: Core, job: StretchJob): StretchReply => {
  try {
    return { result: stretchHere(core, job) };
  } catch (error) {
    if (error instanceof OutOfMemoryError) return { memoryKiB: Number(error.details.memoryKiB) };
    return {};
  } finally {
    wipe(job.password);
    core.wipe();
  }
};
