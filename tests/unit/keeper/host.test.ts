import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KeeperCall } from '../../../src/bridge/keeper-server.ts';
import type { Status } from '../../../src/bridge/views.ts';
import { makeKeeperHost } from '../../../src/keeper/host.ts';
import type { FromWorker, ToWorker } from '../../../src/keeper/protocol.ts';

const call: KeeperCall = { id: 'one', command: 'status', input: {}, caller: { kind: 'app' } };

class FakeWorker extends EventTarget {
  readonly heard: ToWorker[] = [];
  ended = false;
  postMessage(message: ToWorker): void {
    this.heard.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  say(data: FromWorker): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
  /** Answers the last command. */
  answer(value: unknown): void {
    const last = this.heard.at(-1);
    if (last && 'id' in last) this.say({ id: last.id, reply: { ok: true, value } });
  }
}

const setUp = () => {
  const workers: FakeWorker[] = [];
  const statuses: Status[] = [];
  const makeWorker = (): Worker => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker as unknown as Worker;
  };
  const onStatus = (status: Status): void => void statuses.push(status);
  const shelf: Uint8Array[] = [];
  const anchors = { load: () => shelf.at(-1), save: (anchor: Uint8Array) => void shelf.push(anchor) };
  const onOver = vi.fn();
  const onWait = vi.fn();
  const options = { makeWorker, wasm: '/core.wasm', vaultExisted: false, wait: 0, onStatus, onOver, onWait, anchors };
  return { host: makeKeeperHost(options), workers, statuses, onOver, onWait, shelf };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the host of the keeper', () => {
  it('ends a worker that does not answer any more, and goes on with a fresh one where nothing was open', async () => {
    const { host, workers, onOver } = setUp();
    const first = host.handle(call);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(await first).toMatchObject({ ok: false, error: { code: 'keeper-gone' } });
    expect(workers[0]!.ended).toBe(true);
    const second = host.handle(call);
    workers[1]!.answer('alive');
    expect(await second).toEqual({ ok: true, value: 'alive' });
    expect(onOver).not.toHaveBeenCalled();
  });

  it('says that it is locked and done where the worker that it ends was unlocked', async () => {
    const { host, workers, statuses, onOver } = setUp();
    const reply = host.handle(call);
    workers[0]!.say({ status: { state: 'unlocked' } });
    await vi.advanceTimersByTimeAsync(600_000);
    expect(await reply).toMatchObject({ ok: false, error: { code: 'keeper-gone' } });
    expect(statuses.at(-1)).toEqual({ state: 'locked' });
    expect(onOver).toHaveBeenCalledOnce();
  });

  it('does not hurry a worker that answers one command after the other, nor one that has nothing to do', async () => {
    const { host, workers } = setUp();
    for (let i = 0; i < 10; i++) {
      const reply = host.handle(call);
      await vi.advanceTimersByTimeAsync(60_000);
      workers[0]!.answer(i);
      expect(await reply).toEqual({ ok: true, value: i });
    }
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(workers).toHaveLength(1);
    expect(workers[0]!.ended).toBe(false);
  });

  it.each(['locked', 'missing'] as const)('ends the worker when an open vault is %s', async (state) => {
    const { host, workers, statuses } = setUp();
    void host.handle(call);
    workers[0]!.say({ status: { state: 'unlocked' } });
    workers[0]!.say({ status: { state } });
    expect(workers[0]!.ended).toBe(true);
    expect(statuses.at(-1)).toEqual({ state });
  });

  it('begins nothing once the vault was locked, so that nothing is cut off when the document closes', async () => {
    const { host, workers, onOver } = setUp();
    const answered = vi.fn();
    const lock = host.handle(call);
    workers[0]!.say({ status: { state: 'unlocked' } });
    workers[0]!.answer('locked');
    void host.handle(call).then(answered);
    workers[0]!.say({ status: { state: 'locked' } });
    void host.handle(call).then(answered);
    expect(await lock).toEqual({ ok: true, value: 'locked' });
    await vi.advanceTimersByTimeAsync(600_000);
    expect(answered).not.toHaveBeenCalled();
    expect(workers).toHaveLength(1);
    expect(onOver).toHaveBeenCalledOnce();
  });

  it('remembers for the next worker that there was a vault', async () => {
    const { host, workers } = setUp();
    void host.handle(call);
    workers[0]!.say({ status: { state: 'locked' } });
    await vi.advanceTimersByTimeAsync(600_000);
    void host.handle(call);
    expect(workers.map(({ heard }) => heard[0])).toEqual([
      { start: { wasm: '/core.wasm', vaultExisted: false, wait: 0 } },
      { start: { wasm: '/core.wasm', vaultExisted: true, wait: 0 } },
    ]);
  });

  it('tells the next worker, and the one of the next document, what wait was begun', async () => {
    const { host, workers, onWait } = setUp();
    void host.handle(call);
    workers[0]!.say({ wait: 30_000 });
    expect(onWait).toHaveBeenCalledExactlyOnceWith(30_000);
    await vi.advanceTimersByTimeAsync(600_000);
    void host.handle(call);
    expect(workers[1]!.heard[0]).toMatchObject({ start: { wait: 30_000 } });
  });

  it('keeps what the witness saw last for the next worker', async () => {
    const { host, workers, shelf } = setUp();
    void host.handle(call);
    for (const n of [1, 2]) workers[0]!.say({ anchor: Uint8Array.of(n) });
    await vi.advanceTimersByTimeAsync(600_000);
    void host.handle(call);
    expect(shelf).toEqual([Uint8Array.of(1), Uint8Array.of(2)]);
    expect(workers[1]!.heard[0]).toMatchObject({ start: { anchor: Uint8Array.of(2) } });
  });
});
