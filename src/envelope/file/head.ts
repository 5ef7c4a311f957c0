// The bytes before the stream: magic, version, and the envelope with its length.
import { equal } from '../../bytes/bytes.ts';
import { encodeUtf8 } from '../../bytes/utf8.ts';
import { Writer } from '../../bytes/writer.ts';
import { SealedFileError } from '../../crypto/index.ts';
import { FileDamageError } from './errors.ts';

const MAGIC = encodeUtf8('FSEALFILE');
const VERSION = 1;
const BEFORE_ENVELOPE = MAGIC.length + 3;

/** No head is longer. */
export const MAX_HEAD = BEFORE_ENVELOPE + 0xffff;

/** @param envelope at most 65,535 bytes: 255 slots and the longest name take less than half. */
export const encodeHead = (envelope: Uint8Array): Uint8Array<ArrayBuffer> =>
  new Writer().bytes(MAGIC).u8(VERSION).bytes16(envelope).finish();

export interface Head {
  /** A view. */
  readonly envelope: Uint8Array;
  /** Where the stream begins. */
  readonly length: number;
}

/**
 * @param start the first `MAX_HEAD` bytes of a file, or all of a shorter one.
 * Throws `SealedFileError` (`not-sealed-file`, `newer-version`) and `FileDamageError` (`file-truncated`).
 */
export function parseHead(start: Uint8Array): Head {
  if (!equal(start.subarray(0, MAGIC.length), MAGIC)) throw new SealedFileError('not-sealed-file');
  const [version, high, low] = start.subarray(MAGIC.length, BEFORE_ENVELOPE);
  if (version === undefined || high === undefined || low === undefined) throw new FileDamageError('file-truncated');
  if (version === 0) throw new FileDamageError('file-damaged');
  if (version > VERSION) throw new SealedFileError('newer-version');
  const length = BEFORE_ENVELOPE + high * 256 + low;
  if (start.length < length) throw new FileDamageError('file-truncated');
  return { envelope: start.subarray(BEFORE_ENVELOPE, length), length };
}
