import { concat } from '../bytes/bytes.ts';
import { encodeHex } from '../bytes/hex.ts';
import { Reader } from '../bytes/reader.ts';
import { SealedTextError } from '../bytes/sealed-text-error.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import { Writer } from '../bytes/writer.ts';
import { signEd25519, verifyEd25519 } from '../crypto/ed25519.ts';
import { type ContactCard, checkFields } from './card.ts';
import { type CardKeys, lastingKeys } from './card-keys.ts';
import { CardError } from './errors.ts';
import { deriveFingerprint, deriveFullFingerprint, digestKeys } from './fingerprint.ts';

/** A card with the digest of its lasting keys in the place of them: for where there is no room for a full one. */
export interface ShortCard extends ContactCard {
  /** 32 bytes, over the lasting keys of the full card. */
  readonly keys: Uint8Array;
}

/** 2 in each four bits: version and kind. */
const MARK = 0x22;
/** Of a short card, in bytes. */
export const SHORT_CARD = 236;
const NAME = 64;
/** Seconds since 1970 UTC that have no room any more. */
const TIMES = 2 ** 40;
const SIGNATURE = 64;
const SIGNED = encodeUtf8('fieldseal/2/card');

/**
 * Signs the short form of a card. Its dates lose their parts of a second, and a long name its end. Throws
 * `card-name`, and `card-dates` where there is no room for them, or both fall into one second.
 */
export async function makeShortCard(card: ContactCard, privateKey: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const { ed25519, x25519, extensions } = card;
  const [created, expires] = [card.created, card.expires].map((time) => Math.floor(time / 1000)) as [number, number];
  const name = cutName(card.name);
  checkFields({ name, created, expires, ed25519, x25519, extensions: [] });
  if (expires >= TIMES) throw new CardError('card-dates');
  const written = encodeUtf8(name);
  const writer = new Writer().u8(MARK).u40(created).u40(expires).bytes(ed25519).bytes(x25519);
  writer
    .bytes(digestKeys(lastingKeys(extensions)))
    .bytes8(written)
    .bytes(new Uint8Array(NAME - written.length));
  const body = writer.finish();
  return concat(body, await signEd25519(privateKey, concat(SIGNED, body)));
}

/** Reads a short card and verifies its signature. That it has expired is no error. Throws `SealedTextError` and `CardError`. */
export async function parseShortCard(bytes: Uint8Array): Promise<ShortCard> {
  const fields = parseFields(bytes);
  const signed = concat(SIGNED, bytes.subarray(0, -SIGNATURE));
  const genuine = await verifyEd25519(fields.ed25519, bytes.subarray(-SIGNATURE), signed);
  if (!genuine) throw new CardError('card-signature');
  checkFields(fields);
  const fingerprint = deriveFingerprint(fields.ed25519, fields.x25519);
  return { ...fields, fingerprint, fullFingerprint: deriveFullFingerprint(fields), text: encodeHex(bytes) };
}

/** The keys alone, with no look at the signature. Throws `SealedTextError`. */
export function keysOnShortCard(bytes: Uint8Array): CardKeys {
  return parseFields(bytes);
}

function parseFields(bytes: Uint8Array): Omit<ShortCard, 'fingerprint' | 'fullFingerprint' | 'text'> {
  const reader = new Reader(bytes);
  const mark = reader.u8();
  if (mark >> 4 > MARK >> 4) throw new SealedTextError('newer-version');
  if (mark !== MARK || bytes.length !== SHORT_CARD) throw new SealedTextError('damaged');
  const [created, expires] = [reader.u40() * 1000, reader.u40() * 1000];
  const [ed25519, x25519, keys] = [reader.bytes(32).slice(), reader.bytes(32).slice(), reader.bytes(32).slice()];
  const length = reader.u8();
  const field = reader.bytes(NAME);
  if (length > NAME || field.subarray(length).some((byte) => byte !== 0)) throw new SealedTextError('damaged');
  const name = decodeUtf8(field.subarray(0, length));
  return { name, created, expires, ed25519, x25519, keys, extensions: [] };
}

/** As many code points as fit, with no blank at its end. */
function cutName(name: string): string {
  const points = [...name];
  while (encodeUtf8(points.join('')).length > NAME) points.pop();
  return points.join('').trimEnd();
}
