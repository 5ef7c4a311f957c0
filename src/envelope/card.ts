import { armor, parseArmor } from '../bytes/armor.ts';
import { concat } from '../bytes/bytes.ts';
import { Reader } from '../bytes/reader.ts';
import { SealedTextError } from '../bytes/sealed-text-error.ts';
import { decodeUtf8, encodeUtf8 } from '../bytes/utf8.ts';
import { Writer } from '../bytes/writer.ts';
import { signEd25519, verifyEd25519 } from '../crypto/ed25519.ts';
import { isLowOrder } from '../crypto/low-order.ts';
import type { CardExtension, CardKeys } from './card-keys.ts';
import { checkName, normalizeName } from './card-name.ts';
import { CardError } from './errors.ts';
import { deriveFingerprint, deriveFullFingerprint } from './fingerprint.ts';

interface CardFields extends CardKeys {
  readonly name: string;
  /** Milliseconds since 1970 UTC. */
  readonly created: number;
  /** Milliseconds since 1970 UTC, after `created`. */
  readonly expires: number;
}

export interface ContactCard extends CardFields {
  /** 32 bytes: names the two keys. */
  readonly fingerprint: Uint8Array<ArrayBuffer>;
  /** 32 bytes, version 2: names all keys. */
  readonly fullFingerprint: Uint8Array<ArrayBuffer>;
  /** The card as text, in its shortest form; a short one as hex (`card-text.ts`). */
  readonly text: string;
}

export interface MakeCard extends Omit<CardFields, 'ed25519' | 'extensions'> {
  readonly ed25519: { readonly publicKey: Uint8Array; readonly privateKey: Uint8Array };
  readonly extensions?: readonly CardExtension[];
}

const VERSION = 1;
const KIND = 2;
const SIGNATURE = 64;
/** Of a card, in bytes. */
export const MAX_CARD = 16_384;
const SIGNED = encodeUtf8('fieldseal/1/card');

/** Signs a card. Throws `card-name`, `card-dates`, `card-keys`. */
export async function makeCard(options: MakeCard): Promise<ContactCard> {
  const { created, expires, x25519 } = options;
  const extensions = (options.extensions ?? []).toSorted((a, b) => a.type - b.type);
  const name = normalizeName(options.name);
  const ed25519 = options.ed25519.publicKey;
  const fields = { name, created, expires, ed25519, x25519, extensions };
  checkFields(fields);
  const body = encodeFields(fields);
  const signature = await signEd25519(options.ed25519.privateKey, concat(SIGNED, body));
  return finishCard(fields, concat(body, signature));
}

/**
 * Reads a card and verifies its signature. That it has expired is no error: see `isExpired`.
 * Throws `SealedTextError` and `CardError`.
 */
export async function parseCard(text: string): Promise<ContactCard> {
  const { kind, payload } = parseArmor(text);
  if (kind !== 'card') throw new SealedTextError('not-sealed-text');
  const fields = parseFields(payload);
  const body = payload.subarray(0, -SIGNATURE);
  const genuine = await verifyEd25519(fields.ed25519, payload.subarray(-SIGNATURE), concat(SIGNED, body));
  if (!genuine) throw new CardError('card-signature');
  checkFields(fields);
  return finishCard(fields, payload);
}

/** The keys alone, with no look at the signature. Throws `SealedTextError`. */
export function keysOnFullCard(text: string): CardKeys {
  return parseFields(parseArmor(text).payload);
}

/** @param now milliseconds since 1970 UTC. */
export function isExpired(card: Pick<ContactCard, 'expires'>, now: number): boolean {
  return now >= card.expires;
}

function finishCard(fields: CardFields, payload: Uint8Array): ContactCard {
  if (payload.length > MAX_CARD) throw new SealedTextError('too-large', { limit: MAX_CARD });
  return {
    ...fields,
    fingerprint: deriveFingerprint(fields.ed25519, fields.x25519),
    fullFingerprint: deriveFullFingerprint(fields),
    text: armor('card', payload),
  };
}

/** Throws `card-name`, `card-dates`, `card-keys`. */
export function checkFields({ name, created, expires, ed25519, x25519 }: CardFields): void {
  checkName(name);
  const dates = Number.isSafeInteger(created) && Number.isSafeInteger(expires);
  if (!dates || created < 0 || expires <= created) throw new CardError('card-dates');
  if (ed25519.length !== 32 || x25519.length !== 32 || isLowOrder(x25519)) throw new CardError('card-keys');
}

function encodeFields({ name, created, expires, ed25519, x25519, extensions }: CardFields): Uint8Array {
  const writer = new Writer().u8(VERSION).u8(KIND).u64(created).u64(expires).bytes(ed25519).bytes(x25519);
  writer.bytes8(encodeUtf8(name)).u16(extensions.length);
  for (const { type, value } of extensions) writer.u16(type).bytes16(value);
  return writer.finish();
}

function parseFields(payload: Uint8Array): CardFields {
  if (payload.length > MAX_CARD) throw new SealedTextError('too-large', { limit: MAX_CARD });
  const reader = new Reader(payload);
  const version = reader.u8();
  if (version > VERSION) throw new SealedTextError('newer-version');
  if (version !== VERSION || reader.u8() !== KIND) throw new SealedTextError('damaged');
  const created = reader.u64();
  const expires = reader.u64();
  const ed25519 = reader.bytes(32).slice();
  const x25519 = reader.bytes(32).slice();
  const name = decodeUtf8(reader.bytes8());
  const extensions = parseExtensions(reader);
  reader.bytes(SIGNATURE);
  reader.end();
  return { name, created, expires, ed25519, x25519, extensions };
}

/** Ascending types: one card has one form. */
function parseExtensions(reader: Reader): CardExtension[] {
  const extensions: CardExtension[] = [];
  let last = -1;
  for (let left = reader.u16(); left > 0; left--) {
    const type = reader.u16();
    if (type <= last) throw new SealedTextError('damaged');
    last = type;
    extensions.push({ type, value: reader.bytes16().slice() });
  }
  return extensions;
}
