import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoreDefinition } from '../../../../src/vault/store.ts';
import { openStore } from '../../../../src/vault/store.ts';
import { type Contact, contactStore } from '../../../../src/vault/stores/contacts.ts';
import { type Draft, draftStore } from '../../../../src/vault/stores/drafts.ts';
import { changePreferences, defaultPreferences, loadPreferences } from '../../../../src/vault/stores/preferences.ts';
import { freshDatabase, makeVault, unlock } from '../support.ts';
import { withLoneMark } from '../transfer/people.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 60 });
const time = fc.nat(Number.MAX_SAFE_INTEGER);
const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Uint8Array.from(bytes));
const id = fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 });
const card = fc.record({
  text,
  fingerprint: key,
  ed25519: key,
  x25519: key,
  name: text,
  created: time,
  expires: time,
  addedAt: time,
});
const contact: fc.Arbitrary<Contact> = fc.record(
  {
    id,
    alias: text,
    cards: fc.array(card, { minLength: 1, maxLength: 4 }),
    verifiedFingerprint: key,
    verifiedFull: key,
    answeredTo: key,
    addedAt: time,
    removedAt: time,
  },
  { requiredKeys: ['id', 'alias', 'cards', 'addedAt'] },
);
const draft: fc.Arbitrary<Draft> = fc.record({
  key: text,
  origin: text,
  text,
  to: fc.array(id, { maxLength: 5 }),
  updated: time,
});

const survives = <T>({ codec }: StoreDefinition<T>, value: T): void => {
  const bytes = codec.encode(value);
  const decoded = codec.decode(bytes, codec.schema);
  // What was decoded does not live in the bytes, which are wiped.
  bytes.fill(0);
  expect(decoded).toEqual(value);
  const whole = codec.encode(value);
  expect(() => codec.decode(whole.slice(0, -1), codec.schema)).toThrow('damaged');
  expect(() => codec.decode(Uint8Array.of(...whole, 0), codec.schema)).toThrow('damaged');
};

describe('a contact', () => {
  it('is read back as it was written, with all its cards', () => {
    fc.assert(
      fc.property(contact, ({ verifiedFull, ...value }) =>
        survives(contactStore, value.verifiedFingerprint && verifiedFull ? { ...value, verifiedFull } : value),
      ),
    );
  });

  it('has no mark for all keys without one for the two, neither written nor read', () => {
    const { codec } = contactStore;
    fc.assert(
      fc.property(
        contact,
        key,
        ({ verifiedFingerprint: _, verifiedFull: __, answeredTo: ___, ...value }, verifiedFull) => {
          const plain = codec.encode(value);
          expect(codec.encode({ ...value, verifiedFull })).toEqual(plain);
          expect(codec.schemaFor?.({ ...value, verifiedFull })).toBe(1);
          expect(codec.decode(withLoneMark(value, verifiedFull), 2)).toEqual(value);
        },
      ),
    );
  });

  it('is written so that an earlier program reads it, unless it has an answer or a short card', () => {
    const [one] = fc.sample(contact, 1);
    const plain: Contact = { id: one!.id, alias: '', cards: [{ ...one!.cards[0]!, text: 'FSEAL1c' }], addedAt: 0 };
    const { schemaFor } = contactStore.codec;
    expect(schemaFor?.(plain)).toBe(1);
    const verified = { verifiedFingerprint: new Uint8Array(32), verifiedFull: new Uint8Array(32) };
    expect(schemaFor?.({ ...plain, ...verified })).toBe(2);
    expect(schemaFor?.({ ...plain, answeredTo: new Uint8Array(32) })).toBe(3);
    expect(schemaFor?.({ ...plain, cards: [{ ...plain.cards[0]!, text: '22'.repeat(236) }] })).toBe(3);
  });
});

describe('a draft', () => {
  it('is read back as it was written', () => {
    fc.assert(fc.property(draft, (value) => survives(draftStore, value)));
  });

  it('takes the place of the earlier one for the same field', async () => {
    const vault = await makeVault(await freshDatabase());
    const drafts = openStore(vault, draftStore);
    const base = { origin: 'https://example.org', to: [], updated: 1 };
    await drafts.put(drafts.idOf('a'), { ...base, key: 'a', text: 'first' });
    await drafts.put(drafts.idOf('a'), { ...base, key: 'a', text: 'second' });
    await drafts.put(drafts.idOf('b'), { ...base, key: 'b', text: 'other' });
    expect((await drafts.list()).map(({ value }) => value.text).sort()).toEqual(['other', 'second']);
  });
});

describe('preferences', () => {
  it('are the defaults until they are changed, and stay changed', async () => {
    const db = await freshDatabase();
    const vault = await makeVault(db);
    expect(await loadPreferences(vault)).toEqual({ autoLockMinutes: 15 });
    expect(await changePreferences(vault, { autoLockMinutes: 480 })).toEqual({ autoLockMinutes: 480 });
    expect(await loadPreferences(await unlock(db))).toEqual({ autoLockMinutes: 480 });
    expect(await changePreferences(vault, {})).toEqual({ autoLockMinutes: 480 });
    expect(defaultPreferences).toEqual({ autoLockMinutes: 15 });
  });
});
