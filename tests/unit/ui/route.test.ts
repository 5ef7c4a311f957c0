import { describe, expect, test } from 'vitest';
import { parseRoute, placeOf, places } from '../../../src/ui/app/route.ts';

const id = '0123456789abcdef0123456789abcdef';

describe('routes of the full page', () => {
  test('every place is its own route', () => {
    for (const place of places) expect(parseRoute(`#${place}`)).toEqual({ view: place });
  });

  test.each(['', '#', '#nowhere', '#contacts/not-an-id', `#contacts/${id}0`, '#__proto__'])(
    '%s leads to the contacts',
    (hash) => {
      expect(parseRoute(hash)).toEqual({ view: 'contacts' });
    },
  );

  test('a contact is named by its id', () => {
    expect(parseRoute(`#contacts/${id}`)).toEqual({ view: 'contact', id });
  });

  test('a part of the vault is named, and a passphrase to be changed by its id', () => {
    expect(parseRoute('#vault/sheet')).toEqual({ view: 'vault-part', part: 'sheet' });
    expect(parseRoute(`#vault/change/${id}`)).toEqual({ view: 'change-passphrase', id });
    for (const hash of ['#vault/nowhere', '#vault/change/1', '#vault/__proto__'])
      expect(parseRoute(hash)).toEqual({ view: 'vault' });
    expect(placeOf(parseRoute('#vault/sheet'))).toBe('vault');
  });

  test('a tab that came up to unlock in shows no place of the full page', () => {
    expect(parseRoute('#unlock')).toEqual({ view: 'unlock' });
    expect(placeOf(parseRoute('#unlock'))).toBeUndefined();
  });

  test('adding and one contact belong to the contacts, the welcome to my card', () => {
    expect(placeOf({ view: 'add' })).toBe('contacts');
    expect(placeOf({ view: 'contact', id })).toBe('contacts');
    expect(placeOf({ view: 'welcome' })).toBe('card');
    expect(placeOf({ view: 'drafts' })).toBe('drafts');
  });
});
