import { Reader } from '../bytes/reader.ts';
import { SealedTextError } from '../bytes/sealed-text-error.ts';
import { decodeUtf8 } from '../bytes/utf8.ts';
import type { ContentKind, Origins } from './content.ts';

interface Signed1 extends Origins {
  /** The writer's fingerprint, 32 bytes. */
  readonly sender: Uint8Array;
}

/** Throws `newer-version` on content of another type, `damaged` where it does not follow the format. */
export function parsePlaintext1<T extends object>(padded: Uint8Array, kind: ContentKind<T>): Signed1 & T {
  const reader = new Reader(padded);
  if (reader.u8() !== kind.type) throw new SealedTextError('newer-version');
  const time = reader.u64();
  const sender = reader.bytes(32).slice();
  const origin = decodeUtf8(reader.bytes16());
  const content = kind.parse(reader.bytes32());
  if (reader.rest().some((byte) => byte !== 0)) throw new SealedTextError('damaged');
  return { ...content, time, origin, sender };
}
