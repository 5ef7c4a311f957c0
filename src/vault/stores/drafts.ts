import { Reader } from '../../bytes/reader.ts';
import { decodeUtf8, encodeUtf8 } from '../../bytes/utf8.ts';
import { Writer } from '../../bytes/writer.ts';
import type { Codec, StoreDefinition } from '../store.ts';

/** What somebody was writing, before it was sealed. */
export interface Draft {
  /** Which field of which page; names the record. */
  readonly key: string;
  readonly origin: string;
  readonly text: string;
  /** Contact ids, or the word for nobody but the writer. */
  readonly to: readonly string[];
  /** Milliseconds since 1970 UTC. */
  readonly updated: number;
}

const codec: Codec<Draft> = {
  schema: 1,
  encode: ({ key, origin, text, to, updated }) => {
    const writer = new Writer()
      .bytes32(encodeUtf8(key))
      .bytes32(encodeUtf8(origin))
      .bytes32(encodeUtf8(text))
      .u64(updated)
      .u16(to.length);
    for (const id of to) writer.bytes8(encodeUtf8(id));
    return writer.finish();
  },
  decode: (bytes) => {
    const reader = new Reader(bytes);
    const key = decodeUtf8(reader.bytes32());
    const origin = decodeUtf8(reader.bytes32());
    const text = decodeUtf8(reader.bytes32());
    const updated = reader.u64();
    const to = Array.from({ length: reader.u16() }, () => decodeUtf8(reader.bytes8()));
    reader.end();
    return { key, origin, text, to, updated };
  },
};

/** Keep each draft under `idOf(key)`: a later one then takes the earlier one's place. */
export const draftStore: StoreDefinition<Draft> = { name: 'drafts', codec };
