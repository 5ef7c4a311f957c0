import { SealedTextError } from '../bytes/sealed-text-error.ts';
import { parseFormat1 } from './format1.ts';
import { parseFormat2, VERSION_KIND } from './format2.ts';
import type { Envelope } from './parts.ts';

/** Throws `newer-version` or `damaged`. What it gives are views on `payload`. */
export function parseEnvelope(payload: Uint8Array): Envelope {
  const [first = 0] = payload;
  if (first === 0) throw new SealedTextError('damaged');
  if (first === 1) return parseFormat1(payload);
  if (first === VERSION_KIND) return parseFormat2(payload);
  throw new SealedTextError('newer-version');
}
