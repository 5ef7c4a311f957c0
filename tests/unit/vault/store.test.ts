import { describe, expect, it } from 'vitest';
import { decodeUtf8, encodeUtf8 } from '../../../src/bytes/utf8.ts';
import type { Codec } from '../../../src/vault/store.ts';
import { openStore } from '../../../src/vault/store.ts';
import { codeOf, freshDatabase, makeVault, put, recordId, unlock } from './support.ts';

interface Note {
  readonly text: string;
  readonly pinned: boolean;
}

/** Schema 1 was the text alone. */
const oldCodec: Codec<string> = { schema: 1, encode: encodeUtf8, decode: decodeUtf8 };
const codec: Codec<Note> = {
  schema: 2,
  encode: ({ text, pinned }) => encodeUtf8(`${pinned ? 'p' : '-'}${text}`),
  decode: (bytes, schema) => {
    const text = decodeUtf8(bytes);
    return schema === 1 ? { text, pinned: false } : { text: text.slice(1), pinned: text.startsWith('p') };
  },
};
const [id, other] = [recordId(1), recordId(2)];

describe('a typed store', () => {
  it('puts, gets, lists and deletes values', async () => {
    const notes = openStore(await makeVault(await freshDatabase()), { name: 'notes', codec });
    await notes.put(id, { text: 'one', pinned: true });
    await notes.put(other, { text: 'two', pinned: false });
    expect(await notes.get(id)).toEqual({ text: 'one', pinned: true });
    expect((await notes.list()).map(({ value }) => value.text).sort()).toEqual(['one', 'two']);
    await notes.delete(id);
    expect(await notes.get(id)).toBeUndefined();
    expect((await notes.list()).map((kept) => kept.id)).toEqual([other]);
  });

  it('upgrades an earlier schema when it is read, and writes the current one', async () => {
    const db = await freshDatabase();
    const vault = await makeVault(db);
    await openStore(vault, { name: 'notes', codec: oldCodec }).put(id, 'written long ago');
    const notes = openStore(await unlock(db), { name: 'notes', codec });
    expect(await notes.get(id)).toEqual({ text: 'written long ago', pinned: false });
    await notes.update(id, (note) => ({ text: note?.text ?? '', pinned: true }));
    expect((await vault.get('notes', id))?.schema).toBe(2);
    expect(await notes.get(id)).toEqual({ text: 'written long ago', pinned: true });
  });

  it('refuses a later schema by its own error, and does not write over it in an update', async () => {
    const vault = await makeVault(await freshDatabase());
    await openStore(vault, { name: 'notes', codec }).put(id, { text: 'new', pinned: true });
    const old = openStore(vault, { name: 'notes', codec: oldCodec });
    expect(await codeOf(old.get(id))).toBe('newer-version');
    expect(await codeOf(old.update(id, () => 'old'))).toBe('newer-version');
    expect((await vault.get('notes', id))?.schema).toBe(2);
  });

  it('updates with nobody in between', async () => {
    const notes = openStore(await makeVault(await freshDatabase()), { name: 'notes', codec: oldCodec });
    const results = await Promise.all(Array.from({ length: 50 }, () => notes.update(id, (text) => `${text ?? ''}x`)));
    expect(await notes.get(id)).toBe('x'.repeat(50));
    expect(new Set(results.map((text) => text.length)).size).toBe(50);
  });

  it('writes nothing where the change of an update throws', async () => {
    const vault = await makeVault(await freshDatabase());
    const notes = openStore(vault, { name: 'notes', codec: oldCodec });
    await notes.put(id, 'kept');
    const refuse = (): never => {
      throw new TypeError('no');
    };
    await expect(notes.update(id, refuse)).rejects.toThrow('no');
    expect(await notes.get(id)).toBe('kept');
    expect(vault.counter).toBe(2);
    await notes.put(id, 'the lock is free again');
  });

  it('names the record whose bytes do not decode', async () => {
    const vault = await makeVault(await freshDatabase());
    await vault.write([{ ...put(id, ''), kind: 'put', schema: 1, value: Uint8Array.of(0xff) }]);
    await expect(openStore(vault, { name: 'notes', codec: oldCodec }).get(id)).rejects.toMatchObject({
      code: 'record-damaged',
      details: { id },
    });
  });

  it('writes with others in one go by its changes', async () => {
    const vault = await makeVault(await freshDatabase());
    const one = openStore(vault, { name: 'one', codec: oldCodec });
    const two = openStore(vault, { name: 'two', codec: oldCodec });
    await one.put(id, 'goes');
    await vault.write([one.deleteChange(id), two.putChange(other, 'comes')]);
    expect([await one.get(id), await two.get(other), vault.counter]).toEqual([undefined, 'comes', 3]);
  });

  it('wipes what it encoded and what it decoded from', async () => {
    const seen: Uint8Array[] = [];
    const spying: Codec<string> = {
      schema: 1,
      encode: (text) => {
        const bytes = encodeUtf8(text);
        seen.push(bytes);
        return bytes;
      },
      decode: (bytes) => {
        seen.push(bytes);
        return decodeUtf8(bytes);
      },
    };
    const store = openStore(await makeVault(await freshDatabase()), { name: 'notes', codec: spying });
    await store.put(id, 'secret');
    await store.get(id);
    await store.list();
    await store.update(id, (text) => `${text}s`);
    expect(seen).toHaveLength(5);
    for (const bytes of seen) expect(bytes.every((byte) => byte === 0)).toBe(true);
  });
});
