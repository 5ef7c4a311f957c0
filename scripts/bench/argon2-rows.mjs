// The rows of Argon2id: one lane in this thread, four lanes on two.
import { argon2id as hashWasmArgon2id } from 'hash-wasm';
import { threadedArgon2id } from './argon2-threads.mjs';
import { hasNativeArgon2, nativeArgon2id } from './native-argon2.mjs';

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

export async function argon2Rows(core) {
  const threaded = await threadedArgon2id(core);
  const rows = [{ name: 'argon2id 128 MiB x3', ours: () => core.argon2id(ours(1)), peers: peers(1) }];
  if (threaded) rows.push({ name: 'argon2id 128 MiB x3 p4', ours: () => threaded(ours(4)), peers: peers(4) });
  return rows;
}
