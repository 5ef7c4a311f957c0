import { describe, expect, it, vi } from 'vitest';
import type { Ground, Tools } from '../../../src/page/link.ts';
import { OnDemand } from '../../../src/page/on-demand.ts';

const ground = {} as Ground;
const tools = {} as Tools;
const start = (): Tools => tools;

describe('the second script', () => {
  it('is asked for once by all who want it at once, and starts once however often it runs', async () => {
    const started = vi.fn(start);
    const ask = vi.fn(async () => {
      demand.join(started, ground);
      demand.join(started, ground);
    });
    const demand = new OnDemand<Tools>(new AbortController().signal, ask);
    expect(demand.tools).toBeUndefined();
    expect(await Promise.all([demand.bring(), demand.bring()])).toEqual([tools, tools]);
    expect(await demand.bring()).toBe(tools);
    expect(ask).toHaveBeenCalledTimes(1);
    expect(started).toHaveBeenCalledTimes(1);
  });

  it('need not be asked for again where the answer was lost but the script ran', async () => {
    const ask = vi.fn(async () => {
      demand.join(start, ground);
      throw new Error('the background was killed before it could answer');
    });
    const demand = new OnDemand<Tools>(new AbortController().signal, ask);
    expect(await demand.bring()).toBe(tools);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('may speak for itself while nobody answers at all', async () => {
    const demand = new OnDemand<Tools>(new AbortController().signal, () => new Promise(() => undefined));
    const brought = demand.bring();
    demand.join(start, ground);
    expect(await brought).toBe(tools);
  });

  it('is asked for again where the background was killed before it could bring it', async () => {
    const ask = vi.fn(async () => {
      if (ask.mock.calls.length < 2) throw new Error('killed');
      demand.join(start, ground);
    });
    const demand = new OnDemand<Tools>(new AbortController().signal, ask);
    expect(await demand.bring()).toBe(tools);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('is given up after some tries, and can be wanted again', async () => {
    vi.useFakeTimers();
    try {
      let refused = true;
      const ask = vi.fn(async () => {
        if (!refused) demand.join(start, ground);
      });
      const demand = new OnDemand<Tools>(new AbortController().signal, ask);
      const given = expect(demand.bring()).rejects.toMatchObject({ code: 'background-silent' });
      await vi.runAllTimersAsync();
      await given;
      expect(ask).toHaveBeenCalledTimes(3);
      refused = false;
      expect(await demand.bring()).toBe(tools);
    } finally {
      vi.useRealTimers();
    }
  });

  it('neither comes nor starts where the first has ended', async () => {
    const running = new AbortController();
    const ask = vi.fn(async () => undefined);
    const demand = new OnDemand<Tools>(running.signal, ask);
    running.abort();
    await expect(demand.bring()).rejects.toMatchObject({ code: 'background-silent' });
    expect(ask).not.toHaveBeenCalled();
    expect(demand.join(start, ground)).toBeUndefined();
    expect(demand.tools).toBeUndefined();
  });
});
