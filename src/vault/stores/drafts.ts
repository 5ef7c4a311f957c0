import { Reader } from '../../bytes/reader.ts';
import { decodeUtf8, encodeUtf8 } from '../../bytes/utf8.ts';
import { Writer } from '../../bytes/writer.ts';
import { type Codec, openStore, type StoreDefinition } from '../store.ts';
import type { Vault } from '../vault.ts';

/** What somebody was writing, before it was sealed. */
export interface Draft {
  /** Which field of which page; names the record. */
  readonly key: string;
  readonly origin: string;
  readonly text: string;
  /** Contact ids. */
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
    const [key, origin, text] = [reader.bytes32(), reader.bytes32(), reader.bytes32()].map(decodeUtf8) as [
      string,
      string,
      string,
    ];
    const updated = reader.u64();
    const to = Array.from({ length: reader.u16() }, () => decodeUtf8(reader.bytes8()));
    reader.end();
    return { key, origin, text, to, updated };
  },
};

export const draftStore: StoreDefinition<Draft> = { name: 'drafts', codec };

/** One draft a key: a later one takes the earlier one's place. */
export const saveDraft = (vault: Vault, draft: Draft): Promise<void> => {
  const store = openStore(vault, draftStore);
  return store.put(store.idOf(draft.key), draft);
};

export const findDraft = (vault: Vault, key: string): Promise<Draft | undefined> => {
  const store = openStore(vault, draftStore);
  return store.get(store.idOf(key));
};

export const removeDraft = (vault: Vault, key: string): Promise<void> => {
  const store = openStore(vault, draftStore);
  return store.delete(store.idOf(key));
};

/** The latest first. */
export const listDrafts = async (vault: Vault): Promise<Draft[]> => {
  const kept = await openStore(vault, draftStore).list();
  return kept.map(({ value }) => value).sort((a, b) => b.updated - a.updated);
};
