// What a field was given is kept until it is seen outside a field, deleted, or a week old.
import { describe, expect, it } from 'vitest';
import { makePerson } from './stand.ts';

const key = 'https://forum.example /a#textarea::0';
const origin = 'https://forum.example';
const background = { kind: 'background' } as const;
const token = `FSEAL1m${'0123456789abcdef'.repeat(4)}`;

type Person = Awaited<ReturnType<typeof makePerson>>;

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

  const aged = async ({ keeper }: Person, ms: number): Promise<void> => {
    const { drafts, draftWriter } = keeper.session();
    const kept = (await drafts.list())[0]?.value;
    if (kept) await draftWriter.put(kept.key, { ...kept, updated: Date.now() - ms });
  };
  const texts = async ({ say }: Person) => (await say('drafts.list', {})).map(({ text }) => text);
  const minute = 60_000;

  it('goes once that sealed text is seen in a page, however it is broken into lines, and by no other', async () => {
    const person = await writeAndInsert(token.replace(/(.{20})/g, '$1\n'));
    await aged(person, 2 * minute);
    await person.say('text.inspect', { tokens: [`${token.slice(0, -1)}X`] }, background);
    expect(await texts(person)).toHaveLength(1);
    await person.say('text.inspect', { tokens: [token] }, background);
    await expect.poll(() => texts(person)).toHaveLength(0);
  });

  it('stays if it is seen within a minute: that may be a preview', async () => {
    const person = await writeAndInsert();
    await person.say('text.inspect', { tokens: [token] }, background);
    await person.say('text.inspect', { tokens: [] }, background);
    expect(await texts(person)).toHaveLength(1);
  });

  it('is a draft like others as soon as it is written on in, whatever is seen then', async () => {
    const person = await writeAndInsert();
    const { say } = person;
    const [kept] = await say('drafts.list', {});
    const place = { key: kept?.key ?? '', origin };
    await say('drafts.save', { ...place, text: 'half a thought, and the rest', to: [] });
    await aged(person, 2 * minute);
    await say('text.inspect', { tokens: [token] }, background);
    expect(await say('drafts.find', { key: place.key })).toMatchObject({ text: 'half a thought, and the rest' });
    expect(await texts(person)).toEqual(['half a thought, and the rest']);
    await say('drafts.inserted', { key: place.key, token: `${token}ab` }, background);
    expect(await say('drafts.list', {})).toMatchObject([{ text: 'half a thought, and the rest', inserted: true }]);
  });

  it('is not what a page names its field like', async () => {
    const { say } = await makePerson('Alice');
    const like = `${origin} /a#~inserted:${token.slice(-16)} x`;
    await say('drafts.save', { key: like, origin, text: 'still being written', to: [] });
    expect(await say('drafts.list', {})).not.toMatchObject([{ inserted: true }]);
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

  const frame = (site: string) => ({ kind: 'composer', origin: site }) as const;
  const offered = async ({ say }: Person) => (await say('drafts.last', { key }, frame(origin)))?.text ?? null;

  it('is offered in its own field, to frames of its site alone, and by no name that it is kept under', async () => {
    const person = await writeAndInsert();
    const { say } = person;
    const last = await say('drafts.last', { key }, frame(origin));
    expect(last).toEqual({ text: 'half a thought', to: [], tail: token.slice(-16) });
    expect(await say('drafts.last', { key: `${key}x` }, frame(origin))).toBeNull();
    for (const command of ['drafts.last', 'drafts.putAside'] as const) {
      const elsewhere = say(command, { key }, frame('https://other.example'));
      await expect(elsewhere).rejects.toMatchObject({ code: 'refused-sender' });
      const [kept] = await say('drafts.list', {});
      const byName = say(command, { key: kept?.key ?? '' }, frame(origin));
      await expect(byName).rejects.toMatchObject({ code: 'refused-sender' });
    }
  });

  it('is offered no more, and still kept, once it was seen in a page at all, or put aside', async () => {
    const [seen, putAside] = [await writeAndInsert(), await writeAndInsert()];
    await seen.say('text.inspect', { tokens: [token] }, background);
    await expect.poll(() => offered(seen)).toBeNull();
    await putAside.say('drafts.putAside', { key }, frame(origin));
    expect(await offered(putAside)).toBeNull();
    for (const person of [seen, putAside]) {
      expect(await texts(person)).toEqual(['half a thought']);
      await aged(person, 2 * minute);
      await person.say('text.inspect', { tokens: [token] }, background);
      await expect.poll(() => texts(person)).toEqual([]);
    }
  });

  it('is not offered after a later one of its field was seen, and is kept once if it was put back as it was', async () => {
    const person = await writeAndInsert();
    const { say } = person;
    const later = `${token.slice(0, -4)}WXYZ`;
    await say('drafts.save', { key, origin, text: 'half a thought', to: [] });
    await say('drafts.inserted', { key, token: later }, background);
    expect(await texts(person)).toEqual(['half a thought']);
    await say('drafts.save', { key, origin, text: 'another', to: [] });
    await say('drafts.inserted', { key, token }, background);
    expect(await offered(person)).toBe('another');
    await say('text.inspect', { tokens: [token] }, background);
    await expect.poll(() => offered(person)).toBeNull();
    await say('drafts.remove', { key: `~aside:${token.slice(-16)} ${key}` });
    expect(await offered(person)).toBeNull();
    expect(await texts(person)).toEqual(['half a thought']);
  });
});
