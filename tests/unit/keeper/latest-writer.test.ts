import { describe, expect, it } from 'vitest';
import { makeLatestWriter } from '../../../src/keeper/latest-writer.ts';

/** A disk whose writes end when they are told to. */
const makeDisk = () => {
  const begun: string[] = [];
  const ends: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const write = (key: string, value: string) =>
    new Promise<void>((resolve, reject) => {
      begun.push(`${key}=${value}`);
      ends.push({ resolve, reject });
    });
  return { begun, write, end: () => ends.shift()?.resolve(), fail: () => ends.shift()?.reject(new Error('full')) };
};

describe('a writer of the latest value', () => {
  it('writes the first value at once, and of those that wait only the last', async () => {
    const disk = makeDisk();
    const writer = makeLatestWriter(disk.write);
    const written = ['a', 'ab', 'abc'].map((value) => writer.put('k', value));
    expect(disk.begun).toEqual(['k=a']);
    disk.end();
    await written[0];
    await expect.poll(() => disk.begun).toEqual(['k=a', 'k=abc']);
    disk.end();
    await Promise.all(written);
    await writer.settled();
  });

  it('keeps the keys apart', () => {
    const disk = makeDisk();
    const writer = makeLatestWriter(disk.write);
    void writer.put('k', 'a');
    void writer.put('l', 'b');
    expect(disk.begun).toEqual(['k=a', 'l=b']);
  });

  it('tells a failure to those whose value it was, and goes on', async () => {
    const disk = makeDisk();
    const writer = makeLatestWriter(disk.write);
    const first = writer.put('k', 'a');
    const second = writer.put('k', 'ab');
    disk.fail();
    await expect(first).rejects.toThrow('full');
    await expect.poll(() => disk.begun).toEqual(['k=a', 'k=ab']);
    disk.end();
    await second;
  });

  it('is settled only when everything that waited is written', async () => {
    const disk = makeDisk();
    const writer = makeLatestWriter(disk.write);
    void writer.put('k', 'a');
    void writer.put('k', 'ab');
    let settled = false;
    const settling = writer.settled().then(() => {
      settled = true;
    });
    disk.end();
    await expect.poll(() => disk.begun).toHaveLength(2);
    expect(settled).toBe(false);
    disk.end();
    await settling;
  });
});
