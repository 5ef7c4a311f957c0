// Of which documents a composer waits to hear that they are guarded, and what is made of the answers.
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FakeBrowser, type Injected, installFakeBrowser } from './fake-browser.ts';

interface Doc {
  readonly documentId: string;
  readonly guarded?: boolean;
  /** It never answers. */
  readonly busy?: true;
  /** No script of ours may run there. */
  readonly closed?: true;
}

describe('a composer is laid', () => {
  let fake: FakeBrowser;
  let whyUnguarded: typeof import('../../../src/background/guarded.ts').whyUnguarded;
  beforeAll(async () => {
    fake = installFakeBrowser();
    ({ whyUnguarded } = await import('../../../src/background/guarded.ts'));
  });
  beforeEach(() => {
    fake.reset();
    vi.useFakeTimers();
  });
  afterEach(() => vi.useRealTimers());

  /** As the browser does: all that were asked must have answered, and of some alone none may be asked. */
  const stand = (docs: readonly Doc[]): void => {
    fake.run = ({ documentIds }: Injected) => {
      const asked = docs.filter(({ documentId }) => documentIds?.includes(documentId) ?? true);
      if (asked.some(({ busy }) => busy)) return new Promise(() => undefined);
      if (asked.some(({ closed }) => closed)) return Promise.reject(new Error('Cannot access contents'));
      return asked.map(({ documentId, guarded = true }) => ({ documentId, result: { guarded, inherits: false } }));
    };
  };

  it.each<[string, readonly Doc[], string | undefined]>([
    [
      'where the document is guarded, and one of its frames is busy',
      [{ documentId: 'OWN' }, { documentId: 'AD', busy: true }],
      undefined,
    ],
    ['not where it is not', [{ documentId: 'OWN', guarded: false }], 'unguarded'],
    ['not where it does not say so itself', [{ documentId: 'OWN', busy: true }], 'busy'],
    ['not where it may not be asked', [{ documentId: 'OWN', closed: true }], 'unguarded'],
  ])('%s', async (_name, docs, expected) => {
    stand(docs);
    const why = whyUnguarded(7, 'OWN');
    await vi.runAllTimersAsync();
    expect(await why).toBe(expected);
  });
});
