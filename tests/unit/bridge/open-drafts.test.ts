// Two windows that open one draft at almost the same time: each hears of the other, in whatever order, and one goes on.
import { beforeAll, expect, it, vi } from 'vitest';

type Listener = (changes: Record<string, { newValue?: unknown }>) => void;

let drafts: typeof import('../../../src/bridge/open-drafts.ts');
beforeAll(async () => {
  const listeners = new Set<Listener>();
  const session = {
    set: async (values: Record<string, unknown>) => {
      for (const [key, newValue] of Object.entries(values)) for (const tell of listeners) tell({ [key]: { newValue } });
    },
    onChanged: {
      addListener: (listener: Listener) => listeners.add(listener),
      removeListener: (listener: Listener) => listeners.delete(listener),
    },
  };
  vi.stubGlobal('chrome', { runtime: { id: 'fieldseal' }, storage: { session } });
  vi.stubGlobal('browser', undefined);
  drafts = await import('../../../src/bridge/open-drafts.ts');
});

/** A window at a draft, and whether it has heard that another one goes on there. */
const open = (draft: string) => {
  const editor = drafts.makeEditor();
  const moved = vi.fn();
  const stop = new AbortController();
  drafts.watchOpened({ draft, editor }, moved, stop.signal);
  return { moved, tell: () => drafts.tellOpened({ draft, editor }), close: () => stop.abort() };
};

it.each([
  ['in the order in which they opened it', [0, 1]],
  ['the other way round', [1, 0]],
])('the later one goes on, if they say so %s', async (_name, order) => {
  const windows = [open('a field'), open('a field')];
  const elsewhere = open('another field');
  for (const at of order) await windows[at]?.tell();
  expect(windows.map(({ moved }) => moved.mock.calls.length > 0)).toEqual([true, false]);
  expect(elsewhere.moved).not.toHaveBeenCalled();
  for (const one of [...windows, elsewhere]) one.close();
});

it('a window opened after all that was heard is the later one, whatever the clock says', async () => {
  const before = open('a field');
  vi.useFakeTimers({ now: 0 });
  const after = open('a field');
  vi.useRealTimers();
  await after.tell();
  await before.tell();
  expect([before.moved.mock.calls.length, after.moved.mock.calls.length]).toEqual([1, 0]);
});
