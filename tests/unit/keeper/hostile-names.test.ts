// Names that would pass for somebody known, or for a mark of ours.
import { describe, expect, it } from 'vitest';
import { makeCard } from '../../../src/envelope/card.ts';
import { mixesScripts } from '../../../src/vault/stores/skeleton.ts';
import { makePerson as makeKeys } from '../envelope/people.ts';
import { codeOf, makePerson } from './stand.ts';

const created = Date.now() - 60_000;
/** As a card was made before marks were refused, or by somebody's own program. */
const cardNamed = async (name: string): Promise<string> => {
  const { ed25519, x25519 } = await makeKeys(name);
  const fields = { created, expires: created + 365 * 86_400_000, ed25519, x25519: x25519.publicKey };
  return (await makeCard({ ...fields, name })).text;
};

describe('the name of a card', () => {
  it.each(['Bob ✓ verified', 'Bob ☑', '✔Bob', 'Bob 🔒', 'Bob ★', 'Bob √', 'Bob ✅', 'Bob ⛨', 'Bob Ⓥ'])(
    'carries nothing that could be read as a mark: %s',
    async (name) => {
      await expect(cardNamed(name)).rejects.toMatchObject({ code: 'card-name' });
      const { say } = await makePerson('Alice');
      expect(await codeOf(say('identity.rename', { name }))).toBe('card-name');
      const { id } = await say('contacts.add', { card: await cardNamed('Bob') });
      expect(await codeOf(say('contacts.rename', { id, alias: name }))).toBe('card-name');
    },
  );

  it.each(['Вob', 'Воb', 'BοЬ', 'B0b', 'Ｂob', 'bob', 'ВОВ'])(
    'is an alarm where it looks like that of a contact: %s',
    async (name) => {
      const { say } = await makePerson('Alice');
      const { id } = await say('contacts.add', { card: await cardNamed('Bob') });
      const card = await cardNamed(name);
      expect(await say('contacts.inspect', { card })).toMatchObject({ kind: 'changed' });
      expect(await codeOf(say('contacts.add', { card }))).toBe('card-changed');
      const other = await say('contacts.add', { card: await cardNamed('Carol') });
      expect(await codeOf(say('contacts.rename', { id: other.id, alias: name }))).toBe('name-taken');
      expect(await say('contacts.rename', { id, alias: 'Bob' })).toMatchObject({ alias: 'Bob' });
    },
  );

  it.each(['José', 'Zoë Müller', "Siân O'Neill", 'Ольга', 'Ελένη', '田中 Tanaka', 'Åsa-Lena (2)', 'Bob^2'])(
    'may be anybody’s own: %s',
    async (name) => {
      const { say } = await makePerson('Alice');
      const view = await say('contacts.inspect', { card: await cardNamed(name) });
      expect(view).toMatchObject({ kind: 'new', card: { name } });
      expect(view.card).not.toHaveProperty('mixed');
    },
  );

  it('is said to be mixed where its letters are of alphabets that look alike', () => {
    expect(['Вob', 'Bοb', 'Olgа'].map(mixesScripts)).toEqual([true, true, true]);
    expect(['Bob', 'Ольга', '田中 Tanaka'].map(mixesScripts)).toEqual([false, false, false]);
  });
});
