// One draft, opened in two windows: the one that opened it last writes in it, and the other overwrites nothing.
import { describe, expect, it } from 'vitest';
import { makePerson } from './stand.ts';

const key = 'https://forum.example /a#textarea::0';
const place = { key, origin: 'https://forum.example', to: [] };

const twoWindows = async () => {
  const { say } = await makePerson('Alice');
  const write = (editor: string, text: string) => say('drafts.save', { ...place, text, editor });
  const open = async (editor: string) => (await say('drafts.find', { key, editor }))?.text;
  const texts = async () => (await say('drafts.list', {})).map(({ text }) => text).sort();
  return { say, write, open, texts };
};

describe('a draft that is open in two windows', () => {
  it('goes over whole to the one that opens it later, which then alone writes in it', async () => {
    const { write, open, texts } = await twoWindows();
    await open('1-panel');
    const typing = [write('1-panel', 'begu'), write('1-panel', 'begun')];
    expect(await open('2-composer')).toBe('begun');
    await Promise.all(typing);
    expect(await write('2-composer', 'begun, and on')).toBeNull();
    expect(await write('1-panel', 'begun!')).toEqual({ kept: true });
    expect(await texts()).toEqual(['begun!', 'begun, and on']);
    expect(await open('3-panel')).toBe('begun, and on');
  });

  it('stays with the later one if the earlier one is heard late', async () => {
    const { write, open } = await twoWindows();
    await open('2-composer');
    await open('1-panel');
    expect(await write('2-composer', 'begun')).toBeNull();
    expect(await write('1-panel', 'of the panel')).toEqual({ kept: true });
  });

  it('is neither emptied nor removed by the one that has lost it, and what that held anyway is not kept twice', async () => {
    const { say, write, open, texts } = await twoWindows();
    await open('1-panel');
    await write('1-panel', 'begun');
    await open('2-composer');
    expect(await write('1-panel', '')).toEqual({ kept: false });
    await say('drafts.remove', { key, editor: '1-panel' });
    expect(await write('1-panel', 'begun')).toEqual({ kept: false });
    expect(await texts()).toEqual(['begun']);
  });

  it('is for the first writer if nobody has opened it, and can be deleted by name at any time', async () => {
    const { say, write, texts } = await twoWindows();
    expect(await write('one', 'first')).toBeNull();
    expect(await write('two', 'second')).toEqual({ kept: true });
    await say('drafts.remove', { key });
    expect(await texts()).toEqual(['second']);
  });
});
