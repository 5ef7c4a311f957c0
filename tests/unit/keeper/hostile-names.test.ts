// Names that would pass for somebody known, or for a mark of ours.
import { describe, expect, it } from 'vitest';
import { makeCard } from '../../../src/envelope/card.ts';
import { mixesScripts } from '../../../src/vault/stores/scripts.ts';
import { makePerson as makeKeys } from '../envelope/people.ts';
import { codeOf, makePerson } from './stand.ts';

const created = Date.now() - 60_000;
type Keys = Awaited<ReturnType<typeof makeKeys>>;
const cardOf = async ({ ed25519, x25519 }: Keys, name: string, made = created): Promise<string> => {
  const fields = { created: made, expires: made + 365 * 86_400_000, ed25519, x25519: x25519.publicKey };
  return (await makeCard({ ...fields, name })).text;
};
const cardNamed = async (name: string): Promise<string> => cardOf(await makeKeys(name), name);

describe('the name of a card', () => {
  it.each([
    'Bob ✓ verified',
    'Bob ☑',
    '✔Bob',
    'Bob 🔒',
    'Bob ★',
    'Bob √',
    'Bob ✅',
    'Bob ⛨',
    'Bob Ⓥ',
    'B⃝ob',
    'Bo\u0331\u0331b',
    'Bo\u0300\u0316\u0301\u0317\u0302b',
  ])('carries nothing that could be read as a mark: %s', async (name) => {
    await expect(cardNamed(name)).rejects.toMatchObject({ code: 'card-name' });
    const { say } = await makePerson('Alice');
    expect(await codeOf(say('identity.rename', { name }))).toBe('card-name');
    const { id } = await say('contacts.add', { card: await cardNamed('Bob') });
    expect(await codeOf(say('contacts.rename', { id, alias: name }))).toBe('card-name');
  });

  it.each(['Вob', 'Воb', 'BοЬ', 'B0b', 'Ｂob', 'bob', 'ВОВ', 'вов', '𝐁𝕠𝓫', 'ᏴOB', 'B.o b'])(
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

  it.each([
    'Việt',
    'บุ๋ม',
    'דָּוִד',
    'José',
    'Zoë Müller',
    "Siân O'Neill",
    'Ольга',
    'Ελένη',
    '田中 Tanaka',
    'Åsa-Lena (2)',
    'Bob^2',
  ])('may be anybody’s own: %s', async (name) => {
    const { say } = await makePerson('Alice');
    const view = await say('contacts.inspect', { card: await cardNamed(name) });
    expect(view).toMatchObject({ kind: 'new', card: { name } });
    expect(view.card).not.toHaveProperty('mixed');
  });

  const me = ['Аlice', 'AIice', 'alice', 'ᎪLICE'];
  const ours = ['Only me', 'Оnly me', 'Nur ich', 'MOI SEULEMENT', 'Unknown', 'Unbekаnnt', 'Inconnu'];
  const remarks = [
    'Bob (verified)',
    'Bob verifiеd',
    'Überprüft',
    'Bob, vérifié',
    'Fieldseal Support',
    'https://bank.example',
  ];
  it.each([...me, ...ours, ...remarks])(
    'is no contact’s where it looks like my own or like words of ours: %s',
    async (name) => {
      const { say } = await makePerson('Alice');
      const clash = me.includes(name) ? 'own' : 'reserved';
      const card = await cardNamed(name);
      expect(await say('contacts.inspect', { card })).toMatchObject({ kind: 'new', clash });
      expect(await codeOf(say('contacts.add', { card }))).toBe(`name-${clash}`);
      expect(await codeOf(say('contacts.addAs', { card, alias: name }))).toBe(`name-${clash}`);
      const { id, alias } = await say('contacts.addAs', { card, alias: 'Alice Berger' });
      expect(alias).toBe('Alice Berger');
      expect(await codeOf(say('contacts.rename', { id, alias: name }))).toBe(`name-${clash}`);
    },
  );

  it.each(['Bob', 'Вob', 'Alice', 'Only me', 'Mallory (verified)'])(
    'is not taken from a later card of somebody known where it could be taken for another: %s',
    async (name) => {
      const { say } = await makePerson('Alice');
      const mallory = await makeKeys('Mallory');
      await say('contacts.add', { card: await cardNamed('Bob') });
      await say('contacts.add', { card: await cardOf(mallory, 'Mallory') });
      const later = await cardOf(mallory, name, created + 1000);
      expect(await say('contacts.inspect', { card: later })).toMatchObject({ kind: 'newer' });
      expect(await say('contacts.add', { card: later })).toMatchObject({ alias: 'Mallory', name });
      const married = await cardOf(mallory, 'Mallory Stone', created + 2000);
      expect(await say('contacts.add', { card: married })).toMatchObject({ name: 'Mallory Stone' });
    },
  );

  it('stays the one I know where other keys are taken for a contact', async () => {
    const { say } = await makePerson('Alice');
    const { id } = await say('contacts.add', { card: await cardNamed('Bob') });
    const card = await cardNamed('Вob');
    expect(await say('contacts.replace', { id, card })).toMatchObject({ alias: 'Bob', name: 'Вob' });
  });

  it('is said to be mixed where its letters are of alphabets that nobody mixes', () => {
    const mixed = ['Вob', 'Bοb', 'Olgа', 'Ольга Berg', 'Ⲁnna', 'אlice', 'B᏷b'];
    const plain = [
      'Bob',
      'Ольга',
      '田中 Tanaka',
      '김 Kim',
      'ひろ子 Hiroko',
      'José 🌸',
      'Nguyễn',
      'مريم',
      'ᏣᎳᎩ',
      'O’Neill (2)',
    ];
    expect(mixed.filter((name) => !mixesScripts(name))).toEqual([]);
    expect(plain.filter(mixesScripts)).toEqual([]);
  });
});
