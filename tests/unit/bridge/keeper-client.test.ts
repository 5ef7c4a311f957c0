import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeKeeperClient } from '../../../src/bridge/keeper-client.ts';
import type { KeeperReply, KeeperRequest } from '../../../src/bridge/keeper-commands.ts';

/** Ports as the browser makes them, with our hand on the other end. */
const makePorts = () => {
  const ports: { heard: KeeperRequest[]; answer: (value: unknown) => void; close: () => void }[] = [];
  const connect = () => {
    const onMessage: ((reply: KeeperReply) => void)[] = [];
    const onDisconnect: (() => void)[] = [];
    const heard: KeeperRequest[] = [];
    ports.push({
      heard,
      answer: (value) => {
        for (const listener of onMessage) listener({ id: heard.at(-1)?.id ?? '', reply: { ok: true, value } });
      },
      close: () => {
        for (const listener of onDisconnect) listener();
      },
    });
    return {
      onMessage: { addListener: (listener: (reply: KeeperReply) => void) => onMessage.push(listener) },
      onDisconnect: { addListener: (listener: () => void) => onDisconnect.push(listener) },
      postMessage: (request: KeeperRequest) => heard.push(request),
      disconnect: () => undefined,
    };
  };
  return { ports, connect };
};

const line = vi.hoisted(() => ({ connect: (): unknown => undefined }));
vi.mock('wxt/browser', () => ({ browser: { runtime: { id: 'fieldseal', connect: () => line.connect() } } }));

const setUp = () => {
  const { ports, connect } = makePorts();
  line.connect = connect;
  const client = makeKeeperClient(new AbortController().signal, async () => undefined);
  const status = () =>
    client.call('status', {}).then(
      (value) => value,
      (error) => error.code,
    );
  return { ports, status };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const soon = () => vi.advanceTimersByTimeAsync(0);

describe('a line to the keeper', () => {
  it('gives up on a keeper that says nothing, and does not ask it a second time', async () => {
    const { ports, status } = setUp();
    const answer = status();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await answer).toBe('keeper-silent');
    ports[0]!.close();
    await soon();
    expect(ports.flatMap(({ heard }) => heard)).toHaveLength(1);
  });

  it('asks once more where the keeper was closed, and says so where it is closed again', async () => {
    const { ports, status } = setUp();
    const first = status();
    await soon();
    ports[0]!.close();
    await soon();
    ports[1]!.answer({ state: 'locked' });
    expect(await first).toEqual({ state: 'locked' });
    const second = status();
    await soon();
    ports[1]!.close();
    await soon();
    ports[2]!.close();
    expect(await second).toBe('keeper-gone');
  });

  it('leaves no clock running behind an answer', async () => {
    const { ports, status } = setUp();
    const answer = status();
    await soon();
    ports[0]!.answer({ state: 'empty' });
    expect(await answer).toEqual({ state: 'empty' });
    expect(vi.getTimerCount()).toBe(0);
  });
});
