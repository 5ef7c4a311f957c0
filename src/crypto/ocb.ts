import { requireAesKey, requireInteger } from './checks.ts';
import type { Engine } from './engine.ts';
import { AuthenticationError } from './errors.ts';

const TAG_BYTES = 16;
/** The core prepares offsets for 2^33 blocks; JavaScript arrays end before that. */
const MAX_BYTES = 2 ** 36;

function requireOcb(key: Uint8Array, nonce: Uint8Array, bytes: number): void {
  requireAesKey(key);
  requireInteger('the length of an OCB nonce', nonce.length, 1, 15);
  requireInteger('the length of an OCB message', bytes, 0, MAX_BYTES);
}

/** RFC 7253 §4.2: seven bits of tag length (128 mod 128), zeros, a one, then the nonce at the end of 16 bytes. */
function nonceBlock(nonce: Uint8Array): Uint8Array {
  const block = new Uint8Array(16);
  block.set(nonce, 16 - nonce.length);
  block[15 - nonce.length] = 1;
  return block;
}

function startOcb(engine: Engine, key: Uint8Array, nonce: Uint8Array, aad: Uint8Array): void {
  const { wasm } = engine;
  engine.putKey(key);
  engine.putNonce(nonceBlock(nonce));
  wasm.ocbStart(key.length);
  wasm.ocbBeginAad();
  engine.feed(aad, (length) => wasm.ocbAad(key.length, length));
  wasm.ocbBeginData();
}

/** RFC 7253 §4.2, 128-bit tag: ciphertext ‖ tag. */
export function sealOcb(
  engine: Engine,
  key: Uint8Array,
  nonce: Uint8Array,
  aad: Uint8Array,
  plaintext: Uint8Array,
): Uint8Array {
  requireOcb(key, nonce, plaintext.length);
  const sealed = new Uint8Array(plaintext.length + TAG_BYTES);
  try {
    startOcb(engine, key, nonce, aad);
    let at = 0;
    engine.feed(plaintext, (length) => {
      engine.wasm.ocbEncrypt(key.length, length);
      sealed.set(engine.io(length), at);
      at += length;
    });
    engine.wasm.ocbTag(key.length);
    engine.fillFromDigest(sealed.subarray(at));
    return sealed;
  } finally {
    engine.finish();
  }
}

/** RFC 7253 §4.3. No byte leaves where the tag does not fit. */
export function openOcb(
  engine: Engine,
  key: Uint8Array,
  nonce: Uint8Array,
  aad: Uint8Array,
  sealed: Uint8Array,
): Uint8Array {
  const total = sealed.length - TAG_BYTES;
  requireOcb(key, nonce, Math.max(total, 0));
  if (total < 0) throw new AuthenticationError();
  const plaintext = new Uint8Array(total);
  let authentic = false;
  try {
    startOcb(engine, key, nonce, aad);
    let at = 0;
    engine.feed(sealed.subarray(0, total), (length) => {
      engine.wasm.ocbDecrypt(key.length, length);
      plaintext.set(engine.io(length), at);
      at += length;
    });
    engine.putTag(sealed.subarray(total));
    authentic = engine.wasm.ocbVerify(key.length) === 1;
    if (!authentic) throw new AuthenticationError();
    return plaintext;
  } finally {
    if (!authentic) plaintext.fill(0);
    engine.finish();
  }
}
