import { expect, it, vi } from 'vitest';

const state = vi.hoisted(() => ({ documents: 0, closed: () => {} }));
vi.mock('wxt/browser', () => ({
  browser: {
    runtime: { getContexts: async () => Array.from({ length: state.documents }, () => ({ documentUrl: 'A' })) },
    storage: { local: { get: async () => ({}) } },
    offscreen: {
      createDocument: async () => {
        if (state.documents > 0) throw new Error('Only a single offscreen document may be created.');
        state.documents++;
      },
      closeDocument: () =>
        new Promise<void>((resolve) => {
          state.closed = () => {
            state.documents--;
            resolve();
          };
        }),
    },
  },
}));
const { closeKeeper, ensureKeeper } = await import('../../../src/background/keeper-document.ts');

it('opens a new document for anyone who asks while the old one is being closed', async () => {
  await ensureKeeper();
  const closing = closeKeeper('A');
  const ensured = vi.fn();
  const opening = ensureKeeper().then(ensured);
  await new Promise(setImmediate);
  expect(ensured).not.toHaveBeenCalled();
  state.closed();
  await Promise.all([closing, opening]);
  expect(state.documents).toBe(1);
});

it('leaves the next document alone when the one before asks again', async () => {
  await ensureKeeper();
  await closeKeeper('of before');
  expect(state.documents).toBe(1);
});
