// What a field was given is kept until it is seen outside a field, deleted, or a week old.
import { describe, expect, it } from 'vitest';
import { makePerson } from './stand.ts';

const key = 'https://forum.example /a#textarea::0';
const origin = 'https://forum.example';
const background = { kind: 'background' } as const;
const token = `FSEAL1m${'0123456789abcdef'.repeat(4)}`;

const writeAndInsert = async (said: string = token) => {
  const person = await makePerson('Alice');
  await person.say('drafts.save', { key, origin, text: 'half a thought', to: [] });
  await person.say('drafts.inserted', { key, token: said }, background);
  return person;
};

describe('a draft that was put into a field', () => {
  it('is no draft of the field any more, and is kept beside', async () => {
    const { say } = await writeAndInsert();
    expect(await say('drafts.find', { key })).toBeNull();
    expect(await say('drafts.list', {})).toMatchObject([{ text: 'half a thought', origin, inserted: true }]);
    await say('drafts.inserted', { key, token }, background);
    expect(await say('drafts.list', {})).toHaveLength(1);
  });

  it('goes once that sealed text is seen in a page, however it is broken into lines, and by no other', async () => {
    const { say } = await writeAndInsert(token.replace(/(.{20})/g, '$1\n'));
    await say('text.inspect', { tokens: [`${token.slice(0, -1)}X`] }, background);
    expect(await say('drafts.list', {})).toHaveLength(1);
    await say('text.inspect', { tokens: [token] }, background);
    await expect.poll(() => say('drafts.list', {})).toHaveLength(0);
  });

  it('goes after a week, or by hand', async () => {
    const { say, keeper } = await writeAndInsert();
    const { drafts, draftWriter } = keeper.session();
    const [kept] = await drafts.list();
    const age = (days: number) =>
      draftWriter.put(kept?.value.key ?? '', kept && { ...kept.value, updated: Date.now() - days * 86_400_000 });
    await age(6.9);
    expect(await say('drafts.list', {})).toHaveLength(1);
    await age(7.1);
    expect(await say('drafts.list', {})).toEqual([]);
    await age(0);
    await say('drafts.remove', { key: kept?.value.key ?? '' });
    expect(await say('drafts.list', {})).toEqual([]);
  });
});
