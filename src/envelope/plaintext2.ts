import { wipe } from '../bytes/bytes.ts';
import { padmeLength } from '../bytes/padme.ts';
import { Reader } from '../bytes/reader.ts';
import { SealedTextError } from '../bytes/sealed-text-error.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import { Writer } from '../bytes/writer.ts';
import type { ContentKind, Origins } from './content.ts';
import { SHORTEST } from './format2.ts';

/** Behind the content; after it there are zeros alone. */
const END = 0x80;
const TWO_BYTES = 0x8000;

const paddedLength = (length: number): number => Math.max(SHORTEST, padmeLength(length));

/** Padded plaintext, that the caller wipes. Wipes `content`. Throws `too-large` where the origin is above 32,767 bytes. */
export function encodePlaintext2(type: number, { time, origin }: Origins, content: Uint8Array): Uint8Array {
  const site = encodeUtf8(origin);
  if (site.length >= TWO_BYTES) throw new SealedTextError('too-large', { limit: TWO_BYTES - 1 });
  const writer = new Writer().u8(type).u40(Math.floor(time / 1000));
  if (site.length < 128) writer.u8(site.length);
  else writer.u16(TWO_BYTES | site.length);
  const bytes = writer.bytes(site).bytes(content).u8(END).finish();
  const padded = new Uint8Array(paddedLength(bytes.length));
  padded.set(bytes);
  wipe(content, bytes);
  return padded;
}

/** Throws `newer-version` on content of another type, `damaged` where it does not follow the format: it has one form. */
export function parsePlaintext2<T extends object>(padded: Uint8Array, kind: ContentKind<T>): Origins & T {
  const end = padded.findLastIndex((byte) => byte !== 0);
  const reader = new Reader(padded.subarray(0, Math.max(0, end)));
  if (reader.u8() !== kind.type) throw new SealedTextError('newer-version');
  if (padded[end] !== END || padded.length !== paddedLength(end + 1)) throw new SealedTextError('damaged');
  const time = reader.u40() * 1000;
  const origin = decodeUtf8(reader.bytes(readLength(reader)));
  return { ...kind.parse(reader.rest()), time, origin };
}

/** One byte below 128, else two with the first bit set. */
function readLength(reader: Reader): number {
  const first = reader.u8();
  if (first < 128) return first;
  const length = (first & 0x7f) * 256 + reader.u8();
  if (length < 128) throw new SealedTextError('damaged');
  return length;
}
