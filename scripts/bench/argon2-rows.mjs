// The rows of Argon2id: one lane in this thread, four lanes on two.
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { argon2id as hashWasmArgon2id } from 'hash-wasm';
import { hasNativeArgon2, nativeArgon2id } from './native-argon2.mjs';

const { argon2idThreads } = await import('../../src/crypto/argon2-threads.ts');

const text = (string) => new TextEncoder().encode(string);
const [password, salt] = [text('password'), text('somesaltsomesalt')];
const ours = (parallelism) => ({ password, salt, memoryKiB: 131_072, iterations: 3, parallelism, length: 32 });

const peers = (parallelism) => ({
  'hash-wasm': () =>
    hashWasmArgon2id({
      ...{ password, salt, memorySize: 131_072, iterations: 3, parallelism },
      ...{ hashLength: 32, outputType: 'binary' },
    }),
  ...(hasNativeArgon2() ? { native: () => Buffer.from(nativeArgon2id(parallelism), 'hex') } : {}),
});

/** Workers that run already, as they do where they are started while a passphrase is typed. */
async function threads() {
  const bytes = readFileSync(new URL('../../build/argon2-threads.wasm', import.meta.url));
  const makeWorker = () => {
    const worker = new Worker(new URL('./argon2-worker.mjs', import.meta.url));
    worker.unref();
    return worker;
  };
  const workers = Array.from({ length: Math.min(4, availableParallelism()) - 1 }, makeWorker);
  return { module: await WebAssembly.compile(bytes), workers };
}

export async function argon2Rows(core) {
  const several = await threads();
  return [
    { name: 'argon2id 128 MiB x3', ours: () => core.argon2id(ours(1)), peers: peers(1) },
    {
      name: 'argon2id 128 MiB x3 p4',
      ours: () => argon2idThreads(core, ours(4), several),
      peers: peers(4),
    },
  ];
}
