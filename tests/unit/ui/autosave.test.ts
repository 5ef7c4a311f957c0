import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeAutosave, type SaveState } from '../../../src/ui/text/autosave.ts';

const interval = 400;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const setUp = (save: (value: string) => Promise<unknown>) => {
  const states: SaveState[] = [];
  const autosave = makeAutosave<string>({ save, interval, onState: (state) => states.push(state) });
  return { autosave, states };
};

describe('autosave', () => {
  test('saves the first change at once, and those that follow once an interval, always the last', async () => {
    const save = vi.fn(async () => undefined);
    const { autosave } = setUp(save);
    autosave.touch('a');
    expect(save.mock.calls).toEqual([['a']]);
    await vi.advanceTimersByTimeAsync(interval - 2);
    autosave.touch('ab');
    await vi.advanceTimersByTimeAsync(1);
    autosave.touch('abc');
    expect(save).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(save.mock.calls).toEqual([['a'], ['abc']]);
    await vi.advanceTimersByTimeAsync(interval * 3);
    expect(save).toHaveBeenCalledTimes(2);
  });

  test('says that all is saved only when nothing new came for an interval', async () => {
    const { autosave, states } = setUp(async () => undefined);
    autosave.touch('a');
    await vi.advanceTimersByTimeAsync(interval - 1);
    autosave.touch('ab');
    await vi.advanceTimersByTimeAsync(interval);
    expect(states).not.toContain('saved');
    await vi.advanceTimersByTimeAsync(1);
    expect(states.filter((state) => state === 'saved')).toHaveLength(1);
    expect(states.at(-1)).toBe('saved');
  });

  test('flush saves at once and waits for it', async () => {
    const saved: string[] = [];
    const { autosave } = setUp(async (value) => void saved.push(value));
    autosave.touch('a');
    autosave.touch('ab');
    await autosave.flush();
    expect(saved).toEqual(['a', 'ab']);
    await vi.advanceTimersByTimeAsync(interval * 2);
    expect(saved).toEqual(['a', 'ab']);
  });

  test('saves never overlap, and the newest value comes last', async () => {
    const saved: string[] = [];
    let underWay = 0;
    const { autosave } = setUp(async (value) => {
      underWay++;
      expect(underWay).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      saved.push(value);
      underWay--;
    });
    autosave.touch('first');
    autosave.touch('skipped');
    autosave.touch('second');
    void autosave.flush();
    await vi.advanceTimersByTimeAsync(2000);
    expect(saved).toEqual(['first', 'second']);
  });

  test('what could not be saved is kept and tried again', async () => {
    const save = vi.fn().mockRejectedValueOnce(new Error('full')).mockResolvedValue(null);
    const { autosave, states } = setUp(save);
    autosave.touch('a');
    await vi.advanceTimersByTimeAsync(interval * 3);
    expect(states.at(-1)).toBe('failed');
    expect(save).toHaveBeenCalledTimes(1);
    await autosave.flush();
    expect(states.at(-1)).toBe('saved');
    expect(save.mock.calls).toEqual([['a'], ['a']]);
  });

  test('a failed save does not put an old value over a newer one', async () => {
    const save = vi.fn(async (value: string) => {
      if (value === 'old') throw new Error('full');
    });
    const { autosave } = setUp(save);
    autosave.touch('old');
    autosave.touch('new');
    await autosave.flush();
    expect(save.mock.calls).toEqual([['old'], ['new']]);
  });

  test('after stop nothing is saved any more, and a save under way is waited for', async () => {
    const saved: string[] = [];
    const { autosave } = setUp(async (value) => {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      saved.push(value);
    });
    autosave.touch('under way');
    autosave.touch('dropped');
    let stopped = false;
    const stopping = autosave.stop().then(() => {
      stopped = true;
    });
    await vi.advanceTimersByTimeAsync(999);
    expect(stopped).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await stopping;
    autosave.touch('too late');
    await autosave.flush();
    await vi.advanceTimersByTimeAsync(interval * 2);
    expect(saved).toEqual(['under way']);
  });
});
