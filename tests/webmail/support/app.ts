// What every real app of these tests offers, and the search through its record.
import { constants, gunzipSync } from 'node:zlib';
import { filesOf } from '../../support/live-folder.ts';
import { holds } from './canary.ts';

/** One request as it reached the server, whatever the server made of it. */
export interface RecordedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** All headers, as `name: value` lines. */
  readonly headers: string;
  readonly body: Uint8Array;
}

export interface App {
  /** Loopback by the name `localhost`, which browsers take for a secure context. */
  readonly origin: string;
  /** Every request so far, in order. */
  readonly requests: () => readonly RecordedRequest[];
  /** The names of all places on the server that hold a text; see `holds`. */
  readonly traces: (text: string) => Promise<string[]>;
  /** Stops the server and removes its data. */
  readonly stop: () => Promise<void>;
}

/** The accounts of every app: the password of NAME is `NAME-pass`. */
export const accounts = ['alice', 'bob'] as const;
export type Account = (typeof accounts)[number];
export const passwordOf = (account: Account): string => `${account}-pass`;

/** A place on the server and what it holds. */
export interface Place {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Half a file is unpacked as far as it goes: its server may be writing it. */
const unpack = (bytes: Uint8Array): Buffer => gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Every file under a folder by its path in there, those compressed with gzip also unpacked. */
export const placesUnder = (folder: string): Place[] =>
  [...filesOf(folder)].flatMap(([name, bytes]) => [
    { name, bytes },
    ...(isGzip(bytes) ? [{ name: `${name}, unpacked`, bytes: unpack(bytes) }] : []),
  ]);

export const placesOf = (requests: readonly RecordedRequest[]): Place[] =>
  requests.map(({ method, url, headers, body }, index) => ({
    name: `request ${index}: ${method} ${url}`,
    bytes: Buffer.concat([Buffer.from(`${method} ${url}\n${headers}\n\n`), body]),
  }));

export const searchPlaces = (places: readonly Place[], text: string): string[] =>
  places.filter(({ bytes }) => holds(bytes, text)).map(({ name }) => name);
