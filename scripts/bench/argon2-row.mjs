// The row of Argon2id, one lane.
import { argon2id as hashWasmArgon2id } from 'hash-wasm';
import { hasNativeArgon2, nativeArgon2id } from './native-argon2.mjs';

const text = (string) => new TextEncoder().encode(string);
const [password, salt] = [text('password'), text('somesaltsomesalt')];
const ours = { password, salt, memoryKiB: 131_072, iterations: 3, parallelism: 1, length: 32 };

const peers = () => ({
  'hash-wasm': () =>
    hashWasmArgon2id({
      ...{ password, salt, memorySize: 131_072, iterations: 3, parallelism: 1 },
      ...{ hashLength: 32, outputType: 'binary' },
    }),
  ...(hasNativeArgon2() ? { native: () => Buffer.from(nativeArgon2id(), 'hex') } : {}),
});

export const argon2Row = (core) => ({ name: 'argon2id 128 MiB x3', ours: () => core.argon2id(ours), peers: peers() });
