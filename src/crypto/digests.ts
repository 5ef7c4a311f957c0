import { requireInteger } from './checks.ts';
import type { Engine } from './engine.ts';

const DIGEST_BYTES = 32;
const BLOCK_BYTES = 64;

/** FIPS 180-4 §6.2. */
export function hashSha256(engine: Engine, data: Uint8Array): Uint8Array {
  try {
    engine.wasm.sha256Start();
    engine.feed(data, engine.wasm.sha256Update);
    engine.wasm.sha256Finish();
    return engine.takeDigest(DIGEST_BYTES);
  } finally {
    engine.finish();
  }
}

/** RFC 2104 §2: a key longer than a block is hashed first. */
function startHmac(engine: Engine, key: Uint8Array): void {
  const { wasm } = engine;
  if (key.length <= BLOCK_BYTES) {
    engine.putKey(key);
    wasm.hmacKey(key.length);
    return;
  }
  wasm.sha256Start();
  engine.feed(key, wasm.sha256Update);
  wasm.sha256Finish();
  wasm.hmacKeyFromDigest();
}

/** RFC 2104. */
export function authenticateHmac(engine: Engine, key: Uint8Array, data: Uint8Array): Uint8Array {
  try {
    startHmac(engine, key);
    engine.feed(data, engine.wasm.sha256Update);
    engine.wasm.hmacFinish();
    return engine.takeDigest(DIGEST_BYTES);
  } finally {
    engine.finish();
  }
}

/** RFC 5869 §2.2, §2.3. The pseudorandom key never leaves the core. */
export function deriveHkdf(
  engine: Engine,
  ikm: Uint8Array,
  salt: Uint8Array,
  info: Uint8Array,
  length: number,
): Uint8Array {
  requireInteger('the length of HKDF output', length, 1, 255 * DIGEST_BYTES);
  const { wasm } = engine;
  const output = new Uint8Array(length);
  try {
    startHmac(engine, salt);
    engine.feed(ikm, wasm.sha256Update);
    wasm.hmacFinish();
    wasm.hmacKeyFromDigest();
    for (let at = 0, i = 1; at < length; at += DIGEST_BYTES, i++) {
      wasm.hmacStart();
      if (i > 1) wasm.hmacAbsorbDigest();
      engine.feed(info, wasm.sha256Update);
      engine.feed(Uint8Array.of(i), wasm.sha256Update);
      wasm.hmacFinish();
      engine.fillFromDigest(output.subarray(at, at + DIGEST_BYTES));
    }
    return output;
  } finally {
    engine.finish();
  }
}

/** RFC 8018 §5.2 with HMAC-SHA-256. */
export function derivePbkdf2(
  engine: Engine,
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  length: number,
): Uint8Array {
  requireInteger('PBKDF2 iterations', iterations, 1, 2 ** 31 - 1);
  requireInteger('the length of PBKDF2 output', length, 1, 2 ** 20);
  const { wasm } = engine;
  const output = new Uint8Array(length);
  const index = new Uint8Array(4);
  try {
    startHmac(engine, password);
    for (let at = 0, i = 1; at < length; at += DIGEST_BYTES, i++) {
      wasm.hmacStart();
      engine.feed(salt, wasm.sha256Update);
      new DataView(index.buffer).setUint32(0, i);
      engine.feed(index, wasm.sha256Update);
      wasm.hmacFinish();
      wasm.pbkdf2Iterate(iterations);
      engine.fillFromDigest(output.subarray(at, at + DIGEST_BYTES));
    }
    return output;
  } finally {
    engine.finish();
  }
}
