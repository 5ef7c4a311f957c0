import { describe, expect, test } from 'vitest';
import type { ContactView } from '../../../src/bridge/views.ts';
import { matchContacts } from '../../../src/ui/contacts/match-contacts.ts';
import { nextIndex, offeredContacts } from '../../../src/ui/text/recipient-choice.ts';

const contact = (id: string, alias: string, name = alias): ContactView => ({
  id,
  alias,
  name,
  card: '',
  fingerprint: '',
  words: [],
  digits: [],
  created: 0,
  expires: 0,
  expired: false,
  verified: false,
  addedAt: 0,
  earlierCards: 0,
});

const people = [contact('1', 'Zoë'), contact('2', 'Émile', 'E. Durand'), contact('3', 'anna')];
const names = (found: readonly ContactView[]) => found.map(({ alias }) => alias);

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

  test('whoever is chosen already is not offered again', () => {
    expect(names(offeredContacts(people, ['3'], ''))).toEqual(['Émile', 'Zoë']);
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
