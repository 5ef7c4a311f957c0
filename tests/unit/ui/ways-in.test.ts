import { describe, expect, test } from 'vitest';
import type { SlotView, WaysView } from '../../../src/bridge/views.ts';
import { lostSlots, toWays } from '../../../src/ui/security/brought-ways.ts';
import { countGroups } from '../../../src/ui/vault/way/count-groups.ts';
import { offeredWays } from '../../../src/ui/vault/way/offered-ways.ts';

const all: WaysView = {
  passphrase: true,
  recovery: true,
  pinAttemptsLeft: 5,
  passkeys: [{ credentialId: new Uint8Array(16), prfSalt: new Uint8Array(32) }],
};

describe('ways in that are offered', () => {
  test('all that exist, the most usual first', () => {
    expect(offeredWays(all, true)).toEqual(['passphrase', 'pin', 'passkey', 'recovery']);
  });

  test('no passkey where the browser cannot ask for it', () => {
    expect(offeredWays(all, false)).toEqual(['passphrase', 'pin', 'recovery']);
  });

  test('no PIN that was erased', () => {
    expect(offeredWays({ ...all, pinAttemptsLeft: 0 }, true)).not.toContain('pin');
  });

  test('only what there is', () => {
    expect(offeredWays({ passphrase: false, recovery: true, passkeys: [] }, true)).toEqual(['recovery']);
  });
});

const slot = (id: string, kind: SlotView['kind']): SlotView => ({
  id,
  kind,
  name: '',
  created: 0,
  lastUsed: 0,
  current: false,
});
const slots = [slot('a', 'pin'), slot('b', 'passkey'), slot('c', 'recovery'), slot('d', 'password')];

describe('ways in that are brought to a new vault key', () => {
  test('what was typed, the lasting ones first, since one of them is the proof', () => {
    expect(toWays(slots, { a: '1234', c: 'AAAAA', d: '' })).toEqual([
      { kind: 'recovery', groups: 'AAAAA' },
      { kind: 'pin', pin: '1234' },
    ]);
  });

  test('what nothing was brought for is lost', () => {
    expect(lostSlots(slots, { a: '1234' }, false).map(({ id }) => id)).toEqual(['b', 'c', 'd']);
    expect(lostSlots(slots, { a: '1', c: '2', d: '3' }, true)).toEqual([]);
  });
});

describe('groups of a recovery key', () => {
  test.each([
    ['', 0],
    ['ABCD', 0],
    ['ABCDE', 1],
    ['abcde-fghij\n  klmno', 3],
    ['ABCDEFGHIJ', 2],
  ])('in %j there are %i', (typed, count) => expect(countGroups(typed)).toBe(count));
});
