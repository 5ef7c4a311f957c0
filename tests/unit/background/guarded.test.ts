// Of which documents a composer waits to hear that they are guarded, and what is made of the answers.
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FakeBrowser, type Injected, installFakeBrowser } from './fake-browser.ts';

const site = 'https://site.example';
const outer = 'https://outer.example';

interface Doc {
  readonly documentId: string;
  readonly frameId: number;
  readonly origin: string;
  readonly guarded: boolean;
  readonly around: readonly string[];
  /** It never answers. */
  readonly busy?: true;
  /** No script of ours may run there. */
  readonly closed?: true;
}
const doc = (documentId: string, frameId: number, origin: string, rest: Partial<Doc> = {}): Doc => ({
  ...{ documentId, frameId, origin, guarded: true, around: [], ...rest },
});

describe('a composer is laid', () => {
  let fake: FakeBrowser;
  let whyUnguarded: typeof import('../../../src/background/guarded.ts').whyUnguarded;
  let leaveIntent: typeof import('../../../src/background/panel.ts').leaveIntent;
  beforeAll(async () => {
    fake = installFakeBrowser();
    ({ whyUnguarded } = await import('../../../src/background/guarded.ts'));
    ({ leaveIntent } = await import('../../../src/background/panel.ts'));
  });
  beforeEach(() => {
    fake.reset();
    vi.useFakeTimers();
  });
  afterEach(() => vi.useRealTimers());

  /** As the browser does: all that were asked must have answered, and of some alone none may be asked. */
  const stand = (docs: readonly Doc[]): void => {
    fake.granted = (pattern) => !docs.some(({ closed, origin }) => closed && pattern.startsWith(origin));
    fake.run = ({ documentIds, frameIds, allFrames }: Injected) => {
      const asked = docs.filter(
        (one) => documentIds?.includes(one.documentId) ?? frameIds?.includes(one.frameId) ?? true,
      );
      if (asked.some(({ busy, closed }) => busy && !closed)) return new Promise(() => undefined);
      if (!allFrames && asked.some(({ closed }) => closed)) return Promise.reject(new Error('Cannot access contents'));
      return asked
        .filter(({ closed }) => !closed)
        .map(({ documentId, origin, guarded, around }) => ({
          documentId,
          result: { origin, guarded, around, within: false },
        }));
    };
  };
  const inFrame = (around: readonly string[], rest: Partial<Doc> = {}): Doc => doc('OWN', 5, site, { around, ...rest });

  it.each<[string, readonly Doc[], string | undefined]>([
    [
      'where it is guarded, and one of its frames is busy',
      [doc('OWN', 0, site), doc('AD', 9, outer, { busy: true })],
      undefined,
    ],
    ['not where it is not', [doc('OWN', 0, site, { guarded: false })], 'unguarded'],
    ['not where it does not say so itself', [doc('OWN', 0, site, { busy: true })], 'busy'],
    [
      'in a frame of a page that is guarded, beside a busy one',
      [doc('TOP', 0, outer), doc('AD', 9, site, { busy: true }), inFrame([outer])],
      undefined,
    ],
    ['not in a frame of a page that is not', [doc('TOP', 0, outer, { guarded: false }), inFrame([outer])], 'unguarded'],
    ['not in a frame of a page that does not answer', [doc('TOP', 0, outer, { busy: true }), inFrame([outer])], 'busy'],
    [
      'not in a frame of a page where we are not allowed',
      [doc('TOP', 0, outer, { closed: true }), inFrame([outer])],
      'framed',
    ],
    [
      'not in a page without an origin that nobody can ask',
      [doc('TOP', 0, 'null', { closed: true }), inFrame(['null'])],
      'blocked',
    ],
    [
      'not two frames deep where one between is not ours',
      [doc('TOP', 0, site), doc('AD', 3, outer, { closed: true, around: [site] }), inFrame([outer, site])],
      'framed',
    ],
    [
      'not two frames deep where one between does not answer',
      [doc('TOP', 0, site), doc('AD', 3, outer, { busy: true, around: [site] }), inFrame([outer, site])],
      'busy',
    ],
    [
      'two frames deep where all are guarded',
      [doc('TOP', 0, site), doc('AD', 3, outer, { around: [site] }), inFrame([outer, site])],
      undefined,
    ],
  ])('%s', async (_name, docs, expected) => {
    stand(docs);
    const why = whyUnguarded(7, 'OWN');
    await vi.runAllTimersAsync();
    expect(await why).toBe(expected);
    // The panel names whose page stands around, and of the others nothing.
    await leaveIntent(7, { kind: 'compose', origin: site, fieldKey: '', reason: 'framed' });
    expect((fake.session.get('intent:7') as { around?: string }).around).toBe(
      expected === 'framed' ? outer : undefined,
    );
  });
});
