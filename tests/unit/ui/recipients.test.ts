import { describe, expect, test } from 'vitest';
import { onlyMe } from '../../../src/bridge/only-me.ts';
import type { ContactView } from '../../../src/bridge/views.ts';
import { matchContacts } from '../../../src/ui/contacts/match-contacts.ts';
import { isOnlyMe, nextIndex, offersFor, withRecipients } from '../../../src/ui/text/recipient-choice.ts';

const contact = (id: string, alias: string, name = alias): ContactView => ({
  id,
  alias,
  name,
  card: '',
  fingerprint: '',
  words: [],
  digits: [],
  pair: [],
  created: 0,
  expires: 0,
  expired: false,
  verified: false,
  addedAt: 0,
  earlierCards: 0,
});

const people = [contact('1', 'Zoë'), contact('2', 'Émile', 'E. Durand'), contact('3', 'anna')];
const names = (found: readonly ContactView[]) => found.map(({ alias }) => alias);

const offered = (chosen: readonly string[], typed: string) =>
  offersFor({ contacts: people, chosen, typed, alone: 'Only me' }).map(({ id, contact }) => contact?.alias ?? id);

describe('finding contacts', () => {
  test('all are offered by name while nothing is typed', () => {
    expect(names(matchContacts(people, ''))).toEqual(['anna', 'Émile', 'Zoë']);
  });

  test('case and accents do not matter', () => {
    expect(names(matchContacts(people, 'ZOE'))).toEqual(['Zoë']);
    expect(names(matchContacts(people, 'émi'))).toEqual(['Émile']);
  });

  test('the name on the card finds a renamed contact', () => {
    expect(names(matchContacts(people, 'durand'))).toEqual(['Émile']);
  });

  test('a person who is chosen already is not offered again', () => {
    expect(offered(['3'], '')).toEqual(['Émile', 'Zoë']);
  });

  test('oneself is offered last, as long as nobody is chosen and the words match', () => {
    expect(offered([], '')).toEqual(['anna', 'Émile', 'Zoë', onlyMe]);
    expect(offered([], 'only')).toEqual([onlyMe]);
    expect(offered([], 'anna')).toEqual(['anna']);
    expect(offered(['3'], 'only')).toEqual([]);
    expect(offered([onlyMe], '')).toEqual(['anna', 'Émile', 'Zoë']);
  });

  test('a contact takes the place of oneself alone', () => {
    expect(withRecipients([onlyMe], ['1', '2'])).toEqual(['1', '2']);
    expect([[], [onlyMe], ['1'], [onlyMe, '1']].map(isOnlyMe)).toEqual([false, true, false, false]);
  });
});

describe('arrow keys in the list', () => {
  test('go round at both ends', () => {
    expect(nextIndex(-1, 3, 'ArrowDown')).toBe(0);
    expect(nextIndex(2, 3, 'ArrowDown')).toBe(0);
    expect(nextIndex(-1, 3, 'ArrowUp')).toBe(2);
    expect(nextIndex(0, 3, 'ArrowUp')).toBe(2);
  });

  test('Home and End go to the ends, other keys nowhere, and an empty list has no entry', () => {
    expect(nextIndex(1, 3, 'Home')).toBe(0);
    expect(nextIndex(1, 3, 'End')).toBe(2);
    expect(nextIndex(1, 3, 'x')).toBe(1);
    expect(nextIndex(-1, 0, 'ArrowDown')).toBe(-1);
  });
});
