import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeAutosave, type SaveState } from '../../../src/ui/text/autosave.ts';

const delay = 400;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const setUp = (save: (value: string) => Promise<unknown>) => {
  const states: SaveState[] = [];
  const autosave = makeAutosave<string>({ save, delay, onState: (state) => states.push(state) });
  return { autosave, states };
};

describe('autosave', () => {
  test('saves the last of several values, once, after the pause', async () => {
    const save = vi.fn(async () => undefined);
    const { autosave } = setUp(save);
    autosave.touch('a');
    await vi.advanceTimersByTimeAsync(delay - 1);
    autosave.touch('ab');
    await vi.advanceTimersByTimeAsync(delay - 1);
    expect(save).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(save.mock.calls).toEqual([['ab']]);
  });

  test('flush saves at once and waits for it', async () => {
    const saved: string[] = [];
    const { autosave, states } = setUp(async (value) => void saved.push(value));
    autosave.touch('a');
    await autosave.flush();
    expect(saved).toEqual(['a']);
    expect(states).toEqual(['waiting', 'saving', 'saved']);
    await vi.advanceTimersByTimeAsync(delay * 2);
    expect(saved).toEqual(['a']);
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
    void autosave.flush();
    autosave.touch('second');
    void autosave.flush();
    await vi.advanceTimersByTimeAsync(2000);
    expect(saved).toEqual(['first', 'second']);
  });

  test('what could not be saved is kept and tried again', async () => {
    const save = vi.fn().mockRejectedValueOnce(new Error('full')).mockResolvedValue(null);
    const { autosave, states } = setUp(save);
    autosave.touch('a');
    await autosave.flush();
    expect(states.at(-1)).toBe('failed');
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
    const first = autosave.flush();
    autosave.touch('new');
    await first;
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
    void autosave.flush();
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
    await vi.advanceTimersByTimeAsync(delay * 2);
    expect(saved).toEqual(['under way']);
  });
});
