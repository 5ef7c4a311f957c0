import { concat, wipe } from '../../bytes/bytes.ts';
import type { Core } from '../../crypto/core.ts';
import { AuthenticationError } from '../../crypto/errors.ts';
import { isBox, wrappedDekLength } from '../sealed-box.ts';

/**
 * The same box with its DEK wrapped under another key: 40 bytes change, the body is not touched. Nothing where the DEK
 * is not wrapped under `from`.
 */
export const rewrapBox = (core: Core, box: unknown, from: Uint8Array, to: Uint8Array): Uint8Array | undefined => {
  if (!isBox(box)) return undefined;
  try {
    const dek = core.aesKwUnwrap(from, box.subarray(0, wrappedDekLength));
    const rewrapped = concat(core.aesKwWrap(to, dek), box.subarray(wrappedDekLength));
    wipe(dek);
    return rewrapped;
  } catch (error) {
    if (error instanceof AuthenticationError) return undefined;
    throw error;
  }
};
