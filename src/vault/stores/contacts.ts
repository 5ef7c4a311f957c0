import { Reader } from '../../bytes/reader.ts';
import { decodeUtf8, encodeUtf8 } from '../../bytes/utf8.ts';
import { Writer } from '../../bytes/writer.ts';
import { isShortCard } from '../../envelope/card-text.ts';
import type { RecordId } from '../record.ts';
import type { Codec, StoreDefinition } from '../store.ts';

/** One card of a contact, as it was when it was added. Times are milliseconds since 1970 UTC. */
export interface ContactCard {
  /** Armored, or a short card as hex. */
  readonly text: string;
  /** 32 bytes. */
  readonly fingerprint: Uint8Array;
  /** 32 bytes. */
  readonly ed25519: Uint8Array;
  /** 32 bytes. */
  readonly x25519: Uint8Array;
  readonly name: string;
  readonly created: number;
  readonly expires: number;
  readonly addedAt: number;
}

export interface Contact {
  /** The record id, from `Vault.makeRecordId`. */
  readonly id: RecordId;
  /** The name I gave; empty: the one on the card. */
  readonly alias: string;
  /** At least one. The last is current; earlier ones open old texts. */
  readonly cards: readonly ContactCard[];
  /** The fingerprint I compared, 32 bytes, version 1. Verified means: equal to that of the current card. */
  readonly verifiedFingerprint?: Uint8Array;
  /** Version 2 of the same, 32 bytes: all keys that I compared. Absent where I compared before there was one. */
  readonly verifiedFull?: Uint8Array;
  /** Not I compared it: a file that was imported says that it was. */
  readonly verifiedFromFile?: true;
  /** The fingerprint of mine, 32 bytes, version 1, that they have written to: they have that card. */
  readonly answeredTo?: Uint8Array;
  readonly addedAt: number;
  /** Removed, and can be restored until the next unlock. */
  readonly removedAt?: number;
}

/** Without any of the marks. */
export const asUnverified = ({
  verifiedFingerprint: _,
  verifiedFull: __,
  verifiedFromFile: ___,
  ...contact
}: Contact): Contact => contact;

const present = { verified: 1, removed: 2, full: 4, fromFile: 8, answered: 16 } as const;

const encodeCard = (writer: Writer, card: ContactCard): void => {
  writer
    .bytes32(encodeUtf8(card.text))
    .bytes8(card.fingerprint)
    .bytes8(card.ed25519)
    .bytes8(card.x25519)
    .bytes16(encodeUtf8(card.name))
    .u64(card.created)
    .u64(card.expires)
    .u64(card.addedAt);
};

const decodeCard = (reader: Reader): ContactCard => ({
  text: decodeUtf8(reader.bytes32()),
  fingerprint: reader.bytes8().slice(),
  ed25519: reader.bytes8().slice(),
  x25519: reader.bytes8().slice(),
  name: decodeUtf8(reader.bytes16()),
  created: reader.u64(),
  expires: reader.u64(),
  addedAt: reader.u64(),
});

/** Of three schemas: 2 tells more of what was verified, 3 knows answers and short cards. */
const schemaFor = ({ verifiedFingerprint, verifiedFull, verifiedFromFile, answeredTo, cards }: Contact): number => {
  if (answeredTo || cards.some(({ text }) => isShortCard(text))) return 3;
  return verifiedFingerprint && (verifiedFull || verifiedFromFile) ? 2 : 1;
};

const codec: Codec<Contact> = {
  schema: 3,
  schemaFor,
  encode: (contact) => {
    const { verifiedFingerprint, verifiedFromFile, answeredTo, removedAt } = contact;
    // Neither of the later marks says anything without the first.
    const verifiedFull = verifiedFingerprint && contact.verifiedFull;
    const flags =
      (verifiedFingerprint ? present.verified : 0) |
      (removedAt === undefined ? 0 : present.removed) |
      (verifiedFull ? present.full : 0) |
      (verifiedFingerprint && verifiedFromFile ? present.fromFile : 0) |
      (answeredTo ? present.answered : 0);
    const writer = new Writer()
      .bytes8(encodeUtf8(contact.id))
      .bytes16(encodeUtf8(contact.alias))
      .u64(contact.addedAt)
      .u8(flags);
    if (verifiedFingerprint) writer.bytes8(verifiedFingerprint);
    if (removedAt !== undefined) writer.u64(removedAt);
    if (verifiedFull) writer.bytes8(verifiedFull);
    if (answeredTo) writer.bytes8(answeredTo);
    writer.u16(contact.cards.length);
    for (const card of contact.cards) encodeCard(writer, card);
    return writer.finish();
  },
  decode: (bytes, schema) => {
    const reader = new Reader(bytes);
    const [id, alias, addedAt, flags] = [
      decodeUtf8(reader.bytes8()),
      decodeUtf8(reader.bytes16()),
      reader.u64(),
      reader.u8(),
    ];
    const verified = flags & present.verified ? { verifiedFingerprint: reader.bytes8().slice() } : {};
    const removed = flags & present.removed ? { removedAt: reader.u64() } : {};
    const full = schema >= 2 && flags & present.full ? { verifiedFull: reader.bytes8().slice() } : {};
    const fromFile = schema >= 2 && flags & present.fromFile ? { verifiedFromFile: true as const } : {};
    const answered = schema >= 3 && flags & present.answered ? { answeredTo: reader.bytes8().slice() } : {};
    // A rebuilt vault once kept the second mark without the first.
    const marks = flags & present.verified ? { ...verified, ...full, ...fromFile } : {};
    const cards = Array.from({ length: reader.u16() }, () => decodeCard(reader));
    reader.end();
    return { id, alias, cards, addedAt, ...marks, ...answered, ...removed };
  },
};

export const contactStore: StoreDefinition<Contact> = { name: 'contacts', codec };
