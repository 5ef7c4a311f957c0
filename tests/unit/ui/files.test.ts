import { describe, expect, test } from 'vitest';
import { fileStepMost } from '../../../src/bridge/file-views.ts';
import type { KeeperClient } from '../../../src/bridge/keeper-client.ts';
import { formatSize } from '../../../src/ui/files/format-size.ts';
import { lookAt } from '../../../src/ui/files/is-sealed.ts';
import { openInto, sealInto } from '../../../src/ui/files/pass-through.ts';
import type { SaveTarget } from '../../../src/ui/files/save-target.ts';

describe('the size of a file', () => {
  test.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [1_540_000, '1.5 MB'],
    [5e12, '5 TB'],
    [7e15, '7,000 TB'],
  ])('%i is read as %s', (bytes, words) => expect(formatSize(bytes, 'en')).toBe(words));
});

describe('a chosen file', () => {
  test.each([
    ['note.txt', 'abc', false],
    ['note.txt', 'FSEALFILE and more', true],
    ['note.FSEAL', 'abc', true],
    ['fseal', '', false],
  ])('%s with %j is to be opened: %s', async (name, content, opened) => {
    expect('start' in (await lookAt(new File([content], name)))).toBe(opened);
  });
});

/** A place to save, that notes what is done to it. */
const makeTarget = (): SaveTarget & { readonly done: string[] } => {
  const done: string[] = [];
  return {
    done,
    name: 'x',
    write: async (position, data) => void done.push(`${data.length} at ${position}`),
    finish: async () => void done.push('finish'),
    discard: async () => void done.push('discard'),
  };
};

/** A keeper that gives back what it gets, and fails at a step where it is told to. */
const makeKeeper = (failsAt?: number) => {
  const said: string[] = [];
  const call = async (command: string, input: { turn: number; data: Uint8Array; last: boolean }) => {
    said.push(command === 'file.step' ? `${input.turn}: ${input.data.length}${input.last ? ' last' : ''}` : command);
    if (command === 'file.seal') return { job: 'j', headBytes: 10 };
    if (command !== 'file.step') return null;
    if (input.turn === failsAt) throw new Error('failed');
    return { data: input.data, ...(input.last ? { head: new Uint8Array(10) } : {}) };
  };
  return { keeper: { call } as unknown as KeeperClient, said };
};

const passage = (size: number, failsAt?: number) => {
  const target = makeTarget();
  const { keeper, said } = makeKeeper(failsAt);
  const progress: number[] = [];
  const stop = new AbortController();
  const file = new File([new Uint8Array(size)], 'x');
  const onProgress = (bytes: number) => void progress.push(bytes);
  return { target, said, progress, stop, all: { keeper, file, target, signal: stop.signal, onProgress } };
};

describe('a file on its way', () => {
  test('goes in parts, leaves room for its head, and is finished last', async () => {
    const { target, said, progress, all } = passage(fileStepMost + 5);
    await sealInto(all, []);
    expect(said).toEqual(['file.seal', `0: ${fileStepMost}`, '1: 5 last', 'file.stop']);
    expect(target.done).toEqual([`${fileStepMost} at 10`, `5 at ${fileStepMost + 10}`, '10 at 0', 'finish']);
    expect(progress).toEqual([fileStepMost, fileStepMost + 5]);
  });

  test('without a byte takes one step', async () => {
    const { said, all } = passage(0);
    await sealInto(all, []);
    expect(said).toEqual(['file.seal', '0: 0 last', 'file.stop']);
  });

  test('is opened from behind its head', async () => {
    const { target, said, all } = passage(100);
    await openInto(all, { job: 'j', headBytes: 30 });
    expect(said).toEqual(['0: 70 last', 'file.stop']);
    expect(target.done).toEqual(['70 at 0', 'finish']);
  });

  test('that fails is discarded, never finished, and forgotten by the keeper', async () => {
    const { target, said, all } = passage(2 * fileStepMost, 1);
    await expect(openInto(all, { job: 'j', headBytes: 0 })).rejects.toThrow('failed');
    expect(target.done).toEqual([`${fileStepMost} at 0`, 'discard']);
    expect(said.at(-1)).toBe('file.stop');
  });

  test('that is cancelled at its very end is discarded', async () => {
    const { target, stop, all } = passage(10);
    const cancelling = { ...all, onProgress: () => stop.abort() };
    await expect(openInto(cancelling, { job: 'j', headBytes: 0 })).rejects.toThrow();
    expect(target.done).toEqual(['10 at 0', 'discard']);
  });
});
