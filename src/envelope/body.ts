import { equal, wipe } from '../bytes/bytes.ts';
import { SealedTextError } from '../bytes/sealed-text-error.ts';
import type { Core } from '../crypto/core.ts';
import { AuthenticationError } from '../crypto/errors.ts';
import type { ContentKind, Origins } from './content.ts';
import { EnvelopeError } from './errors.ts';
import { TAG } from './format2.ts';
import type { Found } from './found.ts';
import { deriveMessageKeys } from './keys1.ts';
import { deriveBinding, deriveBodyKey, NONCE } from './keys2.ts';
import type { Envelope, Envelope1, Envelope2 } from './parts.ts';
import { parsePlaintext1 } from './plaintext1.ts';
import { parsePlaintext2 } from './plaintext2.ts';

/**
 * What was sealed, once everything about it is proved. Wipes the DEK. Throws `body-tampered`, `sender-mismatch`,
 * `newer-version`, and where a passphrase found the DEK of format 2, `text-passphrase-wrong` in place of `body-tampered`.
 */
export function openBody<T extends object>(
  core: Core,
  envelope: Envelope,
  found: Found,
  kind: ContentKind<T>,
): T & Origins {
  try {
    return envelope.version === 1 ? openBody1(core, envelope, found, kind) : openBody2(core, envelope, found.dek, kind);
  } catch (cause) {
    const damaged =
      cause instanceof AuthenticationError || (cause instanceof SealedTextError && cause.code === 'damaged');
    if (!damaged) throw cause;
    // Nothing may tell how far a text made for many passphrases at once got with this one (README.md).
    if (envelope.version === 2 && found.from.kind === 'passphrase') throw new EnvelopeError('text-passphrase-wrong');
    throw new EnvelopeError('body-tampered', {}, { cause });
  } finally {
    wipe(found.dek);
  }
}

function openBody1<T extends object>(core: Core, envelope: Envelope1, { dek, from }: Found, kind: ContentKind<T>) {
  const { salt, nonce, aad, sealed, binding } = envelope;
  const keys = deriveMessageKeys(core, dek, salt);
  let plaintext: Uint8Array | undefined;
  try {
    plaintext = core.aesGcmOpen(keys.body, nonce, aad, sealed);
    if (!equal(core.hmacSha256(keys.bind, plaintext), binding)) throw new AuthenticationError();
    const { sender, ...content } = parsePlaintext1(plaintext, kind);
    if (from.kind === 'contact' && !equal(sender, from.fingerprint)) throw new EnvelopeError('sender-mismatch');
    return content as Omit<typeof content, 'sender'> & T & Origins;
  } finally {
    wipe(plaintext, keys.body, keys.bind);
  }
}

function openBody2<T extends object>(core: Core, envelope: Envelope2, dek: Uint8Array, kind: ContentKind<T>) {
  const { binding, aad, sealed } = envelope;
  const key = deriveBodyKey(core, dek, binding);
  let plaintext: Uint8Array | undefined;
  try {
    plaintext = openOrNothing(core, key, aad, sealed);
    // The same work where GCM has refused: how long it takes tells nothing either.
    const bound = equal(deriveBinding(core, dek, plaintext ?? sealed.subarray(TAG)), binding);
    if (!plaintext || !bound) throw new AuthenticationError();
    return parsePlaintext2(plaintext, kind);
  } finally {
    wipe(plaintext, key);
  }
}

function openOrNothing(core: Core, key: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Uint8Array | undefined {
  try {
    return core.aesGcmOpen(key, NONCE, aad, sealed);
  } catch (error) {
    if (error instanceof AuthenticationError) return undefined;
    throw error;
  }
}
