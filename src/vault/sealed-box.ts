import { concat, wipe } from '../bytes/bytes.ts';
import { padmeLength } from '../bytes/padme.ts';
import { Reader } from '../bytes/reader.ts';
import type { Core } from '../crypto/core.ts';
import { AuthenticationError } from '../crypto/errors.ts';
import type { RandomSource } from '../crypto/random.ts';

// Everything that is sealed in the vault is sealed here: AES-KW(wrapping key, DEK) ‖ nonce ‖ AES-256-GCM under the DEK.
// The DEK is drawn anew at every write, so no pair of key and nonce can come twice, however many writes there are.

const dekLength = 32;
export const wrappedDekLength = dekLength + 8;
const nonceLength = 12;
export const tagLength = 16;
const lengthPrefix = 4;
const minPadded = 256;
const overhead = wrappedDekLength + nonceLength + tagLength;

/** `length` bytes of content become so many before sealing: only the bucket stays visible. */
export const paddedLength = (length: number): number => Math.max(minPadded, padmeLength(length + lengthPrefix));

/** @param wrapKey 32 bytes. The content is padded. */
export const sealBox = (
  core: Core,
  random: RandomSource,
  wrapKey: Uint8Array,
  aad: Uint8Array,
  content: Uint8Array,
): Uint8Array => {
  const dek = random(dekLength);
  const nonce = random(nonceLength);
  const plaintext = pad(content);
  const box = concat(core.aesKwWrap(wrapKey, dek), nonce, core.aesGcmSeal(dek, nonce, aad, plaintext));
  wipe(dek, plaintext);
  return box;
};

/**
 * The content; the caller wipes it.
 * @throws AuthenticationError where anything at all does not fit
 */
export const openBox = (core: Core, wrapKey: Uint8Array, aad: Uint8Array, box: Uint8Array): Uint8Array => {
  if (!isBox(box)) throw new AuthenticationError();
  const reader = new Reader(box);
  const dek = core.aesKwUnwrap(wrapKey, reader.bytes(wrappedDekLength));
  try {
    return unpad(core.aesGcmOpen(dek, reader.bytes(nonceLength), aad, reader.rest()));
  } finally {
    wipe(dek);
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
