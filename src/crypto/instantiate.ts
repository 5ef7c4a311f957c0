import { deriveArgon2id } from './argon2.ts';
import type { Core } from './core.ts';
import { authenticateHmac, deriveHkdf, derivePbkdf2, hashSha256 } from './digests.ts';
import { BASE_PAGES, Engine, makeMemory } from './engine.ts';
import { openGcm, sealGcm } from './gcm.ts';
import { GcmStreams } from './gcm-stream.ts';
import { unwrapKey, wrapKey } from './kw.ts';
import { openOcb, sealOcb } from './ocb.ts';

/** A core with the engine behind it: for tests, which look into its memory. Everyone else uses `loadCore`. */
export interface OpenCore {
  readonly core: Core;
  readonly engine: Engine;
}

/** Makes a core of its own memory from the compiled module. */
export function instantiate(module: WebAssembly.Module): OpenCore {
  const engine = new Engine(module, makeMemory(BASE_PAGES));
  const streams = new GcmStreams(engine);
  const core: Core = {
    aesGcmSeal: (key, nonce, aad, plaintext) => sealGcm(engine, key, nonce, aad, plaintext),
    aesGcmOpen: (key, nonce, aad, sealed) => openGcm(engine, key, nonce, aad, sealed),
    gcmSealer: (key, nonce, aad) => streams.sealer(key, nonce, aad),
    gcmOpener: (key, nonce, aad) => streams.opener(key, nonce, aad),
    aesOcbSeal: (key, nonce, aad, plaintext) => sealOcb(engine, key, nonce, aad, plaintext),
    aesOcbOpen: (key, nonce, aad, sealed) => openOcb(engine, key, nonce, aad, sealed),
    aesKwWrap: (kek, key) => wrapKey(engine, kek, key),
    aesKwUnwrap: (kek, wrapped) => unwrapKey(engine, kek, wrapped),
    sha256: (data) => hashSha256(engine, data),
    hmacSha256: (key, data) => authenticateHmac(engine, key, data),
    hkdfSha256: (ikm, salt, info, length) => deriveHkdf(engine, ikm, salt, info, length),
    pbkdf2Sha256: (password, salt, iterations, length) => derivePbkdf2(engine, password, salt, iterations, length),
    argon2id: (options) => deriveArgon2id((pages) => new Engine(module, makeMemory(pages)), options),
    wipe: () => {
      streams.closeAll();
      engine.wasm.wipeAll();
    },
  };
  return { core, engine };
}
