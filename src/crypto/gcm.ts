import { requireAesKey, requireGcmLength, requireGcmNonce } from './checks.ts';
import type { Engine } from './engine.ts';
import { AuthenticationError } from './errors.ts';

const TAG_BYTES = 16;

/** Checks the arguments, then takes key, nonce and additional data in. The caller finishes the engine. */
export function startGcm(engine: Engine, key: Uint8Array, nonce: Uint8Array, aad: Uint8Array): void {
  engine.putKey(key);
  engine.putNonce(nonce);
  engine.wasm.gcmStart(key.length);
  engine.feed(aad, engine.wasm.gcmAad);
}

/** A message of one piece: tag and ciphertext leave in one copy. */
function sealPiece(engine: Engine, plaintext: Uint8Array): Uint8Array {
  engine.put(plaintext);
  engine.wasm.gcmEncrypt(plaintext.length);
  engine.wasm.gcmTag();
  return engine.takeTagged(plaintext.length);
}

/** SP 800-38D §7.1: ciphertext ‖ tag. */
export function sealGcm(
  engine: Engine,
  key: Uint8Array,
  nonce: Uint8Array,
  aad: Uint8Array,
  plaintext: Uint8Array,
): Uint8Array {
  requireAesKey(key);
  requireGcmNonce(nonce);
  requireGcmLength(plaintext.length);
  try {
    startGcm(engine, key, nonce, aad);
    if (plaintext.length <= engine.ioSize) return sealPiece(engine, plaintext);
    const sealed = new Uint8Array(plaintext.length + TAG_BYTES);
    let at = 0;
    engine.feed(plaintext, (length) => {
      engine.wasm.gcmEncrypt(length);
      sealed.set(engine.io(length), at);
      at += length;
    });
    engine.wasm.gcmTag();
    engine.fillFromDigest(sealed.subarray(at));
    return sealed;
  } finally {
    engine.finish();
  }
}

/** A message of one piece: no byte of plaintext leaves the engine before the tag was found right. */
function openPiece(
  engine: Engine,
  key: Uint8Array,
  nonce: Uint8Array,
  aad: Uint8Array,
  sealed: Uint8Array,
): Uint8Array {
  const length = sealed.length - TAG_BYTES;
  try {
    startGcm(engine, key, nonce, aad);
    engine.put(sealed.subarray(0, length));
    engine.putTag(sealed.subarray(length));
    engine.wasm.gcmDecrypt(length);
    if (engine.wasm.gcmVerify() !== 1) throw new AuthenticationError();
    return engine.take(0, length);
  } finally {
    engine.finish();
  }
}

/** SP 800-38D §7.2. The last piece leaves the engine only after the tag was found right, all before it is zeroed if not. */
export function openGcm(
  engine: Engine,
  key: Uint8Array,
  nonce: Uint8Array,
  aad: Uint8Array,
  sealed: Uint8Array,
): Uint8Array {
  requireAesKey(key);
  requireGcmNonce(nonce);
  const total = sealed.length - TAG_BYTES;
  if (total < 0) throw new AuthenticationError();
  requireGcmLength(total);
  if (total <= engine.ioSize) return openPiece(engine, key, nonce, aad, sealed);
  const plaintext = new Uint8Array(total);
  let authentic = false;
  try {
    startGcm(engine, key, nonce, aad);
    engine.putTag(sealed.subarray(total));
    let at = 0;
    engine.feed(sealed.subarray(0, total), (length) => {
      engine.wasm.gcmDecrypt(length);
      if (at + length === total) authentic = engine.wasm.gcmVerify() === 1;
      if (at + length < total || authentic) plaintext.set(engine.io(length), at);
      at += length;
    });
    if (!authentic) throw new AuthenticationError();
    return plaintext;
  } finally {
    if (!authentic) plaintext.fill(0);
    engine.finish();
  }
}
