import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { makeAutosave, type SaveState } from '../../../src/ui/text/autosave.ts';

const quiet = 400;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const setUp = (save: (value: string) => Promise<unknown>) => {
  const states: SaveState[] = [];
  const autosave = makeAutosave<string>({ save, quiet, onState: (state) => states.push(state) });
  return { autosave, states };
};
const never = () => new Promise(() => undefined);
const slowly = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('autosave', () => {
  test('hands every change on at once, also while earlier ones are under way', () => {
    const save = vi.fn(never);
    const { autosave, states } = setUp(save);
    autosave.touch('a');
    autosave.touch('ab');
    expect(save.mock.calls).toEqual([['a'], ['ab']]);
    expect(states.at(-1)).toBe('saving');
  });

  test('says that all is saved only when nothing new came for a while', async () => {
    const { autosave, states } = setUp(async () => undefined);
    autosave.touch('a');
    await vi.advanceTimersByTimeAsync(quiet - 1);
    autosave.touch('ab');
    await vi.advanceTimersByTimeAsync(quiet - 1);
    expect(states).not.toContain('saved');
    await vi.advanceTimersByTimeAsync(1);
    expect(states.filter((state) => state === 'saved')).toHaveLength(1);
    expect(states.at(-1)).toBe('saved');
  });

  test('says nothing of an earlier value while a later one is under way', async () => {
    const { autosave, states } = setUp((value) => (value === 'old' ? Promise.resolve() : never()));
    autosave.touch('old');
    autosave.touch('new');
    await vi.advanceTimersByTimeAsync(quiet * 3);
    expect(states).not.toContain('saved');
  });

  test('flush waits for what is under way', async () => {
    const saved: string[] = [];
    const { autosave } = setUp(async (value) => {
      await slowly(1000);
      saved.push(value);
    });
    autosave.touch('a');
    const flushed = autosave.flush();
    await vi.advanceTimersByTimeAsync(1000);
    await flushed;
    expect(saved).toEqual(['a']);
  });

  test('what could not be saved is told, kept, and tried again by a flush', async () => {
    const save = vi.fn<(value: string) => Promise<unknown>>().mockRejectedValueOnce(new Error('full'));
    save.mockResolvedValue(null);
    const { autosave, states } = setUp(save);
    autosave.touch('a');
    await vi.advanceTimersByTimeAsync(quiet * 3);
    expect(states.at(-1)).toBe('failed');
    expect(save).toHaveBeenCalledTimes(1);
    await autosave.flush();
    await vi.advanceTimersByTimeAsync(quiet);
    expect(states.at(-1)).toBe('saved');
    expect(save.mock.calls).toEqual([['a'], ['a']]);
  });

  test('a failed save does not put an old value over a newer one', async () => {
    const save = vi.fn(async (value: string) => {
      if (value === 'old') throw new Error('full');
    });
    const { autosave, states } = setUp(save);
    autosave.touch('old');
    autosave.touch('new');
    await autosave.flush();
    expect(save.mock.calls).toEqual([['old'], ['new']]);
    expect(states).not.toContain('failed');
  });

  test('after stop nothing is saved any more, and a save under way is waited for', async () => {
    const saved: string[] = [];
    const { autosave } = setUp(async (value) => {
      await slowly(1000);
      saved.push(value);
    });
    autosave.touch('under way');
    let stopped = false;
    const stopping = autosave.stop().then(() => {
      stopped = true;
    });
    await vi.advanceTimersByTimeAsync(999);
    expect(stopped).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await stopping;
    autosave.touch('too late');
    await vi.advanceTimersByTimeAsync(quiet * 5);
    expect(saved).toEqual(['under way']);
  });
});
