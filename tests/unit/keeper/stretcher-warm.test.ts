import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keeperCommands } from '../../../src/bridge/keeper-commands.ts';
import type { StretchReply, StretchRequest } from '../../../src/keeper/serve-stretches.ts';
import { makeStretcher, type StretchWorker } from '../../../src/keeper/stretcher.ts';

const job = {
  kdf: 'pbkdf2-sha256',
  password: new Uint8Array(4),
  salt: new Uint8Array(8),
  iterations: 1,
  length: 4,
} as const;
const module = {} as WebAssembly.Module;

/** A worker that answers when it is told to. */
class FakeWorker extends EventTarget {
  readonly asked: (StretchRequest['job'] | undefined)[] = [];
  ended = false;
  postMessage(request: StretchRequest): void {
    this.asked.push(request.job);
  }
  answer(): void {
    const data: StretchReply = { result: new Uint8Array(4) };
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
  terminate(): void {
    this.ended = true;
  }
}

describe('a stretcher that is warmed', () => {
  let made: FakeWorker[] = [];
  let refusal: Error | undefined;
  const makeWorker = (): StretchWorker => {
    made.push(new FakeWorker());
    return made.at(-1) as unknown as StretchWorker;
  };
  const make = () => makeStretcher({ makeWorker, module, refusal: () => refusal });
  beforeEach(() => {
    vi.useFakeTimers();
    [made, refusal] = [[], undefined];
  });
  afterEach(() => void vi.useRealTimers());

  it('has a worker that got memory, and gives the next passphrase to it', async () => {
    const { warm, stretch } = make();
    warm();
    warm();
    expect(made).toHaveLength(1);
    expect(made[0]?.asked).toEqual([undefined]);
    const key = stretch(job);
    expect(made).toHaveLength(1);
    expect(made[0]?.asked).toEqual([undefined, job]);
    made[0]?.answer();
    expect(await key).toHaveLength(4);
    vi.advanceTimersByTime(600_000);
    expect(made[0]?.ended, 'it is kept, without that memory').toBe(false);
    warm();
    expect(made[0]?.asked).toEqual([undefined, job, undefined]);
  });

  it('gives the memory back, with the worker, a minute after the last first letter', () => {
    const { warm } = make();
    warm();
    vi.advanceTimersByTime(50_000);
    warm();
    vi.advanceTimersByTime(59_999);
    expect(made[0]?.ended).toBe(false);
    vi.advanceTimersByTime(1);
    expect(made[0]?.ended).toBe(true);
    warm();
    expect(made).toHaveLength(2);
  });

  it('takes a new worker where the one that was warmed failed', () => {
    const { warm, stretch } = make();
    warm();
    made[0]?.dispatchEvent(new Event('error'));
    expect(made[0]?.ended).toBe(true);
    void stretch(job);
    expect(made).toHaveLength(2);
  });

  it('does nothing while another passphrase is stretched, or none may be', () => {
    const { warm, stretch } = make();
    refusal = new Error('locked');
    warm();
    expect(made).toHaveLength(0);
    refusal = undefined;
    void stretch(job);
    warm();
    expect(made).toHaveLength(1);
    expect(made[0]?.asked).toEqual([job]);
  });

  it('is told so by windows of our own alone', () => {
    expect([...keeperCommands['stretch.warm'].from].sort()).toEqual(['app', 'popup', 'sidepanel']);
  });
});
