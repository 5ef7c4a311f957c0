import { concat, wipe } from '../bytes/bytes.ts';
import { padmeLength } from '../bytes/padme.ts';
import { Reader } from '../bytes/reader.ts';
import { Writer } from '../bytes/writer.ts';
import type { Core } from '../crypto/core.ts';
import { AuthenticationError } from '../crypto/errors.ts';
import type { RandomSource } from '../crypto/random.ts';

// Everything that is sealed in the vault is sealed here: AES-KW(wrapping key, DEK) ‖ nonce ‖ AES-256-GCM under the DEK.
// The DEK is fresh at every write, so no pair of key and nonce can come twice, however many writes there are.

const dekLength = 32;
const wrappedDekLength = dekLength + 8;
const nonceLength = 12;
export const tagLength = 16;
const lengthPrefix = 4;
const minPadded = 256;
const overhead = wrappedDekLength + nonceLength + tagLength;

/**
 * What a DEK is wrapped under. `bound`: a key of the box's own, made of this one and of all that follows the wrap, so
 * that nobody who knows the DEK from earlier can put another body under it: GCM's tag does not keep them from it.
 */
export type WrapKey = Uint8Array | { readonly bound: Uint8Array };

/** The KEK for one box; the caller wipes it. `body`: everything behind the wrap. */
const deriveBoxKek = (core: Core, wrapKey: WrapKey, body: Uint8Array): Uint8Array => {
  if (wrapKey instanceof Uint8Array) return wrapKey.slice();
  return core.hmacSha256(wrapKey.bound, new Writer().label('fieldseal/1/box').bytes(core.sha256(body)).finish());
};

/** `length` bytes of content become so many before sealing: only the bucket stays visible. */
export const paddedLength = (length: number): number => Math.max(minPadded, padmeLength(length + lengthPrefix));

/** @param wrapKey 32 bytes. The content is padded. */
export const sealBox = (
  core: Core,
  random: RandomSource,
  wrapKey: WrapKey,
  aad: Uint8Array,
  content: Uint8Array,
): Uint8Array => {
  const dek = random(dekLength);
  const nonce = random(nonceLength);
  const plaintext = pad(content);
  const body = concat(nonce, core.aesGcmSeal(dek, nonce, aad, plaintext));
  const kek = deriveBoxKek(core, wrapKey, body);
  const box = concat(core.aesKwWrap(kek, dek), body);
  wipe(dek, plaintext, kek);
  return box;
};

/**
 * The content; the caller wipes it.
 * @throws AuthenticationError where anything at all does not fit
 */
export const openBox = (core: Core, wrapKey: WrapKey, aad: Uint8Array, box: Uint8Array): Uint8Array => {
  if (!isBox(box)) throw new AuthenticationError();
  const dek = unwrapDek(core, wrapKey, box);
  const reader = new Reader(box.subarray(wrappedDekLength));
  try {
    return unpad(core.aesGcmOpen(dek, reader.bytes(nonceLength), aad, reader.rest()));
  } finally {
    wipe(dek);
  }
};

/**
 * The same box with its DEK wrapped under another key: 40 bytes change, the body is not touched. Nothing where the DEK
 * is not wrapped under `from`.
 */
export const rewrapBox = (core: Core, box: unknown, from: WrapKey, to: WrapKey): Uint8Array | undefined => {
  if (!isBox(box)) return undefined;
  const body = box.subarray(wrappedDekLength);
  try {
    const dek = unwrapDek(core, from, box);
    const kek = deriveBoxKek(core, to, body);
    const rewrapped = concat(core.aesKwWrap(kek, dek), body);
    wipe(dek, kek);
    return rewrapped;
  } catch (error) {
    if (error instanceof AuthenticationError) return undefined;
    throw error;
  }
};

const unwrapDek = (core: Core, wrapKey: WrapKey, box: Uint8Array): Uint8Array => {
  const kek = deriveBoxKek(core, wrapKey, box.subarray(wrappedDekLength));
  try {
    return core.aesKwUnwrap(kek, box.subarray(0, wrappedDekLength));
  } finally {
    wipe(kek);
  }
};

/** A box whose AAD is not known. */
export interface BoxProbe {
  /** The tag it would have if this had been its AAD. */
  readonly tagUnder: (aad: Uint8Array) => Uint8Array;
  readonly wipe: () => void;
}

/** Nothing where the DEK is not wrapped under this key. What is in the box is not given: nobody has authenticated it. */
export const makeBoxProbe = (core: Core, wrapKey: WrapKey, box: unknown): BoxProbe | undefined => {
  const dek = isBox(box) ? unwrappedOrNot(core, wrapKey, box) : undefined;
  if (!dek || !isBox(box)) return undefined;
  const nonce = box.slice(wrappedDekLength, wrappedDekLength + nonceLength);
  const ciphertext = box.subarray(wrappedDekLength + nonceLength, -tagLength);
  // GCM encrypts and decrypts by the same key stream.
  const opened = core.aesGcmSeal(dek, nonce, new Uint8Array(0), ciphertext);
  const plaintext = opened.subarray(0, ciphertext.length);
  return {
    tagUnder: (aad) => tagOf(core.aesGcmSeal(dek, nonce, aad, plaintext)),
    wipe: () => wipe(dek, opened),
  };
};

const unwrappedOrNot = (core: Core, wrapKey: WrapKey, box: Uint8Array): Uint8Array | undefined => {
  try {
    return unwrapDek(core, wrapKey, box);
  } catch (error) {
    if (error instanceof AuthenticationError) return undefined;
    throw error;
  }
};

/** Whether a stored value can be a box at all. */
export const isBox = (value: unknown): value is Uint8Array =>
  value instanceof Uint8Array && value.length >= overhead + minPadded;

/** The last 16 bytes: the GCM tag, which stands for the whole content. */
export const tagOf = (box: Uint8Array): Uint8Array => box.slice(-tagLength);

const pad = (content: Uint8Array): Uint8Array => {
  const padded = new Uint8Array(paddedLength(content.length));
  new DataView(padded.buffer).setUint32(0, content.length);
  padded.set(content, lengthPrefix);
  return padded;
};

const unpad = (padded: Uint8Array): Uint8Array => {
  const length = new DataView(padded.buffer, padded.byteOffset, padded.byteLength).getUint32(0);
  const fits = length <= padded.length - lengthPrefix && paddedLength(length) === padded.length;
  const content = fits ? padded.slice(lengthPrefix, lengthPrefix + length) : undefined;
  wipe(padded);
  if (!content) throw new AuthenticationError();
  return content;
};
