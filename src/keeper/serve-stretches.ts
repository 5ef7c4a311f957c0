import { wipe } from '../bytes/bytes.ts';
import {
  type Core,
  loadCore,
  makeWarmArgon2,
  OutOfMemoryError,
  type StretchJob,
  stretchHere,
  type WarmArgon2,
} from '../crypto/index.ts';
import { defaultKdfCost } from '../vault/kdf-policy.ts';

export interface StretchRequest {
  /** The core, compiled. */
  readonly module: WebAssembly.Module;
  /** None: memory is to be got for the job that is about to come. That is not answered. */
  readonly job: StretchJob | undefined;
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
  let argon2: WarmArgon2 | undefined;
  scope.addEventListener('message', ({ data: { module, job } }) => {
    core ??= loadCore(module);
    argon2 ??= makeWarmArgon2(module);
    const { warm, derive } = argon2;
    if (job) void answerWith(core, derive, job).then((answered) => reply(scope, answered));
    else if (defaultKdfCost.kdf === 'argon2id') warm(defaultKdfCost);
  });
};

/** The result goes over and is not copied: nothing of it stays in this worker, which may be kept. */
const reply = (scope: StretchScope, answered: StretchReply): void =>
  scope.postMessage(answered, 'result' in answered ? [answered.result.buffer] : []);

const answerWith = (core: Promise<Core>, argon2id: Core['argon2id'], job: StretchJob): Promise<StretchReply> =>
  core.then(
    (loaded) => answer(loaded, argon2id, job),
    () => {
      wipe(job.password);
      return {};
    },
  );

const answer = (core: Core, argon2id: Core['argon2id'], job: StretchJob): StretchReply => {
  try {
    return { result: stretchHere({ ...core, argon2id }, job) };
  } catch (error) {
    if (error instanceof OutOfMemoryError) return { memoryKiB: Number(error.details.memoryKiB) };
    return {};
  } finally {
    wipe(job.password);
    core.wipe();
  }
};
