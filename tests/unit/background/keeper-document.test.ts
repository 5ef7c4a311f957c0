import { expect, it, vi } from 'vitest';

const state = vi.hoisted(() => ({ documents: 0, urls: [] as string[], closed: () => {} }));
const session = vi.hoisted((): Record<string, unknown> => ({}));
vi.mock('wxt/browser', () => ({
  browser: {
    runtime: { getContexts: async () => Array.from({ length: state.documents }, () => ({ documentUrl: 'A' })) },
    storage: {
      local: { get: async () => ({}) },
      session: {
        get: async () => ({ ...session }),
        set: async (values: object) => void Object.assign(session, values),
      },
    },
    offscreen: {
      createDocument: async ({ url }: { readonly url: string }) => {
        if (state.documents > 0) throw new Error('Only a single offscreen document may be created.');
        state.documents++;
        state.urls.push(url);
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
const { closeKeeper, ensureKeeper, noteWait } = await import('../../../src/background/keeper-document.ts');

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

it('tells a new document what wait was begun in this browser session', async () => {
  await noteWait(60_000);
  const closing = closeKeeper('A');
  await new Promise(setImmediate);
  state.closed();
  await closing;
  await ensureKeeper();
  const at = (url: string | undefined) => new URL(url ?? '', 'https://keeper.example').searchParams.get('wait');
  expect([state.urls[0], state.urls.at(-1)].map(at)).toEqual([null, '60000']);
});
