import { Reader } from '../../bytes/reader.ts';
import { decodeUtf8, encodeUtf8 } from '../../bytes/utf8.ts';
import { Writer } from '../../bytes/writer.ts';
import type { Core } from '../../crypto/core.ts';
import type { Codec, StoreDefinition } from '../store.ts';

/**
 * How an event came into the log.
 * - `sealed`: written by the open vault when it happened.
 * - `journal`: it happened while the vault was locked, and the journal it was kept in fits.
 * - `unproven`: the same, and the journal does not fit: it may have been changed by anybody.
 */
export type ActivityProof = 'sealed' | 'journal' | 'unproven';

/** One thing that happened. Never plaintext, keys or passphrases. */
export interface ActivityEvent {
  /** What happened, in kebab-case: `unlocked`, `contact-added`, … At most 255 bytes. */
  readonly kind: string;
  /** What or whom it was about: a name, an id, a site. May be empty; at most 255 bytes of UTF-8. */
  readonly subject: string;
  /** Milliseconds since 1970 UTC, by this computer's clock. */
  readonly at: number;
  readonly proof: ActivityProof;
}

export const hashLength = 32;
/** How many events a page takes. */
export const pageSize = 64;
/** How many pages are kept: the oldest goes when there would be one more. */
export const maxPages = 32;

/** Some events in a row. */
export interface ActivityPage {
  readonly number: number;
  /** The position of the first event in the whole log, from 0. */
  readonly first: number;
  /** The chain's hash before it. */
  readonly before: Uint8Array;
  /** Each with the chain's hash after it. */
  readonly entries: readonly { readonly event: ActivityEvent; readonly hash: Uint8Array }[];
}

/** Where a page begins: the position of its first event, and the chain's hash before it. */
export type PageStart = Pick<ActivityPage, 'first' | 'before'>;

/** Both ends of the log. What was dropped at the beginning is anchored by the start of the first page. */
export interface ActivityHead {
  /** How many events there were in all. */
  readonly count: number;
  /** The chain's hash after the last. */
  readonly hash: Uint8Array;
  /** The number of the first page that is kept. */
  readonly firstPage: number;
  /** One for each page that is kept, in order. */
  readonly pages: readonly PageStart[];
}

const proofs = ['sealed', 'journal', 'unproven'] as const;

const encodeEvent = ({ kind, subject, at, proof }: ActivityEvent): Uint8Array =>
  new Writer().u64(at).u8(proofs.indexOf(proof)).bytes8(encodeUtf8(kind)).bytes8(encodeUtf8(subject)).finish();

const decodeEvent = (bytes: Uint8Array): ActivityEvent => {
  const reader = new Reader(bytes);
  const at = reader.u64();
  const proof = proofs[reader.u8()] ?? 'unproven';
  const event = { at, proof, kind: decodeUtf8(reader.bytes8()), subject: decodeUtf8(reader.bytes8()) };
  reader.end();
  return event;
};

/** The chain's hash before any event of this vault. */
export const deriveStart = (core: Core, vaultId: Uint8Array): Uint8Array =>
  core.sha256(new Writer().label('fieldseal/1/activity-start').bytes(vaultId).finish());

/** The chain's hash after one event more. */
export const deriveNext = (core: Core, before: Uint8Array, position: number, event: ActivityEvent): Uint8Array =>
  core.sha256(
    new Writer().label('fieldseal/1/activity').u64(position).bytes(before).bytes16(encodeEvent(event)).finish(),
  );

const pageCodec: Codec<ActivityPage> = {
  schema: 1,
  encode: ({ number, first, before, entries }) => {
    const writer = new Writer().u32(number).u64(first).bytes(before).u16(entries.length);
    for (const { event, hash } of entries) writer.bytes16(encodeEvent(event)).bytes(hash);
    return writer.finish();
  },
  decode: (bytes) => {
    const reader = new Reader(bytes);
    const page = {
      number: reader.u32(),
      first: reader.u64(),
      before: reader.bytes(hashLength).slice(),
      entries: Array.from({ length: reader.u16() }, () => ({
        event: decodeEvent(reader.bytes16()),
        hash: reader.bytes(hashLength).slice(),
      })),
    };
    reader.end();
    return page;
  },
};

const headCodec: Codec<ActivityHead> = {
  schema: 1,
  encode: ({ count, hash, firstPage, pages }) => {
    const writer = new Writer().u64(count).bytes(hash).u32(firstPage).u16(pages.length);
    for (const { first, before } of pages) writer.u64(first).bytes(before);
    return writer.finish();
  },
  decode: (bytes) => {
    const reader = new Reader(bytes);
    const head = {
      count: reader.u64(),
      hash: reader.bytes(hashLength).slice(),
      firstPage: reader.u32(),
      pages: Array.from({ length: reader.u16() }, () => ({
        first: reader.u64(),
        before: reader.bytes(hashLength).slice(),
      })),
    };
    reader.end();
    return head;
  },
};

export const activityPages: StoreDefinition<ActivityPage> = { name: 'activity', codec: pageCodec };
export const activityHeads: StoreDefinition<ActivityHead> = { name: 'activity-head', codec: headCodec };
export const headName = 'head';
export const pageName = (page: number): string => `page ${page}`;
