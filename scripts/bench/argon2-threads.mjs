// The threads that share Argon2id's lanes: in Node, since no document of the extension is isolated yet (src/crypto/README.md).
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

const { argon2idThreads } = await import('../../src/crypto/argon2-threads.ts');

/** Workers that run already, as they do where they are started while a passphrase is typed. */
const startThreads = async () => {
  const bytes = readFileSync(new URL('../../build/argon2-threads.wasm', import.meta.url));
  const makeWorker = () => {
    const worker = new Worker(new URL('./argon2-worker.mjs', import.meta.url));
    worker.unref();
    return worker;
  };
  const workers = Array.from({ length: Math.min(4, availableParallelism()) - 1 }, makeWorker);
  return { module: await WebAssembly.compile(bytes), workers };
};

/** Argon2id over as many threads as this machine runs; nothing where there are none. */
export const threadedArgon2id = async (core) => {
  const threads = await startThreads();
  return (input) => argon2idThreads(core, input, threads);
};
