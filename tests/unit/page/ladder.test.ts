import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { climb } from '../../../src/page/insert/ladder.ts';
import type { Rung, Target, Trace } from '../../../src/page/insert/ladder-target.ts';
import { borrow } from '../../../src/page/insert/lent.ts';
import { type Around, nothingAround } from '../../../src/page/insert/read-back.ts';
import { wait } from '../../../src/page/wait.ts';

const token = 'FSEAL1m0000abcdef';

/** A field that holds a text; each rung says what it does to it. */
const makeField = (rungs: readonly ((field: { text: string }) => Trace | undefined)[], more: Partial<Target> = {}) => {
  const field = { text: 'before' };
  const used: number[] = [];
  const target: Target = {
    isThere: () => true,
    texts: () => [field.text],
    select: () => undefined,
    selectionMs: 60,
    rungs: rungs.map(
      (rung, index): Rung =>
        () => {
          used.push(index);
          return rung(field) ?? 'left';
        },
    ),
    ...more,
  };
  return { field, used, target };
};
const nothing = (): undefined => undefined;
const put = (field: { text: string }): undefined => void Object.assign(field, { text: token });
const append = (field: { text: string }): undefined => {
  field.text = field.text === 'before' ? token : field.text + token;
};
/** Does it after some time. */
const later =
  (ms: number, rung: (field: { text: string }) => undefined, trace: Trace = 'left') =>
  (field: { text: string }): Trace => {
    setTimeout(() => rung(field), ms);
    return trace;
  };

describe('the insertion ladder', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  borrow({ wait } as Parameters<typeof borrow>[0]);
  const run = async (target: Target) => {
    const outcome = climb(target, token, new AbortController().signal);
    await vi.runAllTimersAsync();
    return outcome;
  };

  it('stops at the first way that works', async () => {
    const { used, target } = makeField([put, put]);
    expect(await run(target)).toEqual({ kind: 'inserted' });
    expect(used).toEqual([0]);
  });

  it('goes on where a way did nothing, whatever it said', async () => {
    const { used, target } = makeField([nothing, nothing, put]);
    expect(await run(target)).toEqual({ kind: 'inserted' });
    expect(used).toEqual([0, 1, 2]);
  });

  it('waits for a way that works late instead of inserting twice', async () => {
    const { field, used, target } = makeField([later(350, append), append]);
    expect(await run(target)).toEqual({ kind: 'inserted' });
    expect(used).toEqual([0]);
    expect(field.text).toBe(token);
  });

  it('takes white space and invisible characters of an editor for nothing', async () => {
    const { target } = makeField([
      (field) => {
        field.text = `\uFEFF${token.slice(0, 8)}\n${token.slice(8)}\u200B `;
        return undefined;
      },
    ]);
    expect(await run(target)).toEqual({ kind: 'inserted' });
  });

  it('does not believe a field that changes its mind, and does not insert again', async () => {
    const { used, target } = makeField([
      (field) => {
        put(field);
        setTimeout(() => {
          field.text = 'before';
        }, 60);
        return undefined;
      },
      put,
    ]);
    expect(await run(target)).toEqual({ kind: 'refused' });
    expect(used).toEqual([0]);
  });

  it.each(['done', 'claimed'] as const)(
    'inserts no second time where what was %s was put back at once',
    async (trace) => {
      const { used, target } = makeField([() => trace, put]);
      expect(await run(target)).toEqual({ kind: 'refused' });
      expect(used).toEqual([0]);
    },
  );

  it('says so where the page put it beside the field, and does not insert again', async () => {
    const { used, target } = makeField([() => 'claimed', put]);
    expect(await run({ ...target, isBeside: (text) => text === token })).toEqual({ kind: 'disturbed' });
    expect(used).toEqual([0]);
  });

  it('inserts no second time where the field made something else of it', async () => {
    const { used, target } = makeField([
      (field) => {
        field.text = token.slice(0, 5);
        return undefined;
      },
      put,
    ]);
    expect(await run(target)).toEqual({ kind: 'lost' });
    expect(used).toEqual([0]);
  });

  describe('after a half-done attempt', () => {
    const empty = (field: { text: string }): Trace => {
      field.text = '';
      return 'claimed';
    };

    it('undoes until the field holds what it held, and no further', async () => {
      const { field, target } = makeField([empty, put]);
      const history = ['bef', 'before', 'what was typed before that'];
      const undo = (): void => {
        field.text = history.shift() ?? '';
      };
      expect(await run({ ...target, undo })).toEqual({ kind: 'refused' });
      expect(field.text).toBe('before');
      expect(history).toHaveLength(1);
    });

    it('does not undo what somebody wrote, and says that the field has changed', async () => {
      const { field, target } = makeField([
        (one) => {
          one.text = 'before, and more of another writer';
          return 'left';
        },
        put,
      ]);
      const undo = vi.fn(() => {
        field.text = 'and much more than that of another writer, twice over';
      });
      const redo = vi.fn();
      expect(await run({ ...target, undo, redo })).toEqual({ kind: 'lost' });
      expect([undo.mock.calls.length, redo.mock.calls.length]).toEqual([1, 1]);
    });

    it('takes a text back that came with a loss beside it, and says so only where that fails', async () => {
      const around = { before: 'be', after: 'fore' };
      const { field, target } = makeField([
        (one) => {
          one.text = `be${token}`;
          return 'claimed';
        },
      ]);
      const undo = (): void => {
        field.text = 'before';
      };
      expect(await run({ ...target, around, undo })).toEqual({ kind: 'refused' });
      expect(await run({ ...target, around, undo: () => undefined })).toEqual({ kind: 'disturbed' });
    });

    it('undoes nothing where nothing was sent to the field, whatever it shows now', async () => {
      const undo = vi.fn();
      let shown = 0;
      const { target } = makeField([() => 'untried'], { texts: () => [`${shown++}`], undo });
      expect(await run(target)).toEqual({ kind: 'refused' });
      expect(undo).not.toHaveBeenCalled();
    });

    it('gives a field without a history its text back', async () => {
      const { field, target } = makeField([empty, put]);
      const reset = (): void => {
        field.text = 'before';
      };
      expect(await run({ ...target, undo: () => undefined, reset })).toEqual({ kind: 'refused' });
    });

    it('does not reset what somebody else has written there meanwhile', async () => {
      const { field, target } = makeField([
        (one) => {
          one.text = 'what another writer says';
          return 'left';
        },
      ]);
      const reset = vi.fn();
      expect(await run({ ...target, undo: () => undefined, reset })).toEqual({ kind: 'lost' });
      expect([field.text, reset.mock.calls.length]).toEqual(['what another writer says', 0]);
    });

    it.each([
      token.slice(0, 5),
      `be${token.slice(2, 12)}fore`,
      `before${token.toUpperCase()}`,
      `${token}${token}`,
      'bere',
    ])('resets what has become of its own attempt: %s', async (made) => {
      const { field, target } = makeField([
        (one) => {
          one.text = made;
          return 'claimed';
        },
      ]);
      const reset = (): void => {
        field.text = 'before';
      };
      expect(await run({ ...target, undo: () => undefined, reset })).toEqual({ kind: 'refused' });
    });

    it('does not believe a field that empties itself again', async () => {
      const { field, target } = makeField([empty, put]);
      const undo = (): void => {
        field.text = 'before';
        setTimeout(() => {
          field.text = '';
        }, 50);
      };
      expect(await run({ ...target, undo })).toEqual({ kind: 'lost' });
    });

    it('finds the text in what the page has put in the place of the field', async () => {
      const { field, target } = makeField([
        (one) => {
          one.text = `a page with ${token} in it and more`;
          return 'claimed';
        },
      ]);
      const isMoved = (): boolean => field.text.startsWith('a page');
      const moved = { ...target, isThere: () => !isMoved(), moved: () => (isMoved() ? nothingAround : undefined) };
      expect(await run(moved)).toEqual({ kind: 'inserted' });
      field.text = 'before';
      expect(await run({ ...moved, around: { before: 'with', after: 'init' } })).toEqual({ kind: 'inserted' });
      // The old words stand beside it. What stays may say the same.
      const kinds = async (around: Around): Promise<string> => {
        field.text = 'before';
        return (await run({ ...moved, around })).kind;
      };
      for (const gone of ['with', 'apagewith', 'initand', 'within', 'withwasthere', 'whatwasini', 'in'])
        expect([gone, await kinds({ before: '', after: '', gone })]).toEqual([gone, 'disturbed']);
      expect(await kinds({ before: '', after: '', gone: 'whatwasthere' })).toBe('inserted');
      expect(await kinds({ before: 'with', after: '', gone: 'with' })).toBe('inserted');
      field.text = 'before';
      expect(await run({ ...moved, around: { before: 'something', after: 'else' } })).toEqual({ kind: 'disturbed' });
    });
  });

  it('waits longer for what the page has claimed', async () => {
    const { field, used, target } = makeField([later(1_200, append, 'claimed'), append]);
    expect(await run(target)).toEqual({ kind: 'inserted' });
    expect(used).toEqual([0]);
    expect(field.text).toBe(token);
  });

  it('does not take a hint that goes when the focus comes for a change', async () => {
    const { field, target } = makeField([nothing, put]);
    field.text = 'Write here';
    const select = (): void => {
      field.text = '';
    };
    expect(await run({ ...target, select })).toEqual({ kind: 'inserted' });
  });

  it('refuses, and tries no further, where the token came twice', async () => {
    const { used, target } = makeField([(field) => void Object.assign(field, { text: token + token }), put]);
    expect(await run(target)).toEqual({ kind: 'lost' });
    expect(used).toEqual([0]);
  });

  it('asks for the length first, touches nothing where it is too little, and takes just enough', async () => {
    const select = vi.fn();
    const { used, target } = makeField([put], { maxLength: token.length - 3, select });
    expect(await run(target)).toEqual({ kind: 'too-long', over: 3 });
    expect(used).toEqual([]);
    expect(select).not.toHaveBeenCalled();
    expect(await run(makeField([put], { maxLength: token.length }).target)).toEqual({ kind: 'inserted' });
  });

  it('knows that the field went away, before and in the midst of it', async () => {
    expect(await run(makeField([put], { isThere: () => false }).target)).toEqual({ kind: 'field-gone' });
    const isThere = vi.fn().mockReturnValueOnce(true).mockReturnValue(false);
    const { used, target } = makeField([put], { isThere });
    expect(await run(target)).toEqual({ kind: 'field-gone' });
    expect(used).toEqual([]);
  });
});
