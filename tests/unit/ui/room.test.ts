import { describe, expect, it } from 'vitest';
import type { ContactView } from '../../../src/bridge/views.ts';
import { sealedLength } from '../../../src/bytes/sealed-length.ts';
import { introductionsIn, type RoomLimits, roomFor, tooMany } from '../../../src/ui/text/room.ts';

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
const contacts = (...answered: readonly string[]) =>
  ids.map((id) => ({ id, ...(answered.includes(id) && { answered: true }) })) as unknown as readonly ContactView[];
const origin = 'https://forum.example';
const text = 'We met at the fair.';
const lengthWith = (recipients: number, introductions: number): number =>
  sealedLength({ text, origin, recipients, passphrases: 0, introductions });
const count = (to: readonly string[], limits: RoomLimits, ...answered: readonly string[]): number =>
  introductionsIn({ text, to }, origin, limits, { contacts: contacts(...answered) });

describe('an introduction', () => {
  it('goes to those who have not answered yet, to four at most', () => {
    expect(count(['a'], {})).toBe(1);
    expect(count(['a', 'b'], {}, 'b')).toBe(1);
    expect(count(['a'], {}, 'a')).toBe(0);
    expect(count(ids, {})).toBe(4);
    expect(count(['me'], {})).toBe(0);
  });

  it('stays away where the field does not take it', () => {
    for (const introductions of [0, 1, 2]) {
      const maxLength = lengthWith(2, introductions);
      expect(count(['a', 'b'], { maxLength })).toBe(introductions);
      expect(count(['a', 'b'], { maxLength: maxLength - 1 })).toBe(Math.max(0, introductions - 1));
    }
    const site = { name: 'a chat', changed: false, budget: { most: lengthWith(1, 1) } };
    expect(count(['a'], { site })).toBe(1);
    expect(count(['a'], { site, maxLength: lengthWith(1, 1) - 1 })).toBe(0);
  });

  it('counts in what is said of the room, and never keeps a text out', () => {
    const roomOf = (maxLength: number) => roomFor({ text, to: ['a'] }, origin, { maxLength }, { contacts: contacts() });
    expect(roomOf(5_000)).toMatchObject({ taken: lengthWith(1, 1) });
    const tight = roomOf(lengthWith(1, 1) - 1);
    expect(tight).toMatchObject({ taken: lengthWith(1, 0) });
    expect(tooMany(tight)).toBe(0);
  });
});
