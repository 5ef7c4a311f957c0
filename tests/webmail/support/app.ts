// What every real app of these tests offers, and the search through its record.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
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

/** What a server at work removes between two looks is not there. */
const unlessGone = <T>(read: () => T[]): T[] => {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
};

const readPlace = (name: string, path: string): Place[] => {
  const bytes = readFileSync(path);
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return [{ name, bytes }, ...(isGzip ? [{ name: `${name}, unpacked`, bytes: gunzipSync(bytes) }] : [])];
};

/** Every file under a folder by its path in there, those compressed with gzip also unpacked. */
export const filesUnder = (folder: string, within = ''): Place[] => {
  const entries = unlessGone(() => readdirSync(join(folder, within), { withFileTypes: true }));
  return entries.flatMap((entry) => {
    const name = join(within, entry.name);
    if (entry.isDirectory()) return filesUnder(folder, name);
    return entry.isFile() ? unlessGone(() => readPlace(name, join(folder, name))) : [];
  });
};

export const placesOf = (requests: readonly RecordedRequest[]): Place[] =>
  requests.map(({ method, url, headers, body }, index) => ({
    name: `request ${index}: ${method} ${url}`,
    bytes: Buffer.concat([Buffer.from(`${method} ${url}\n${headers}\n\n`), body]),
  }));

export const searchPlaces = (places: readonly Place[], text: string): string[] =>
  places.filter(({ bytes }) => holds(bytes, text)).map(({ name }) => name);
