import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KeeperCommand, KeeperInput } from '../../../src/bridge/keeper-commands.ts';
import type { Reply, Status } from '../../../src/bridge/views.ts';
import { coreFile } from '../../../src/crypto/index.ts';
import type { FromWorker, ToWorker } from '../../../src/keeper/protocol.ts';
import { serveWorker } from '../../../src/keeper/worker.ts';
import { forgetWaits } from '../../../src/vault/attempts/wait-clock.ts';
import { databaseName } from '../../../src/vault/database.ts';

const passphrase = 'a long enough passphrase';

/** A worker without a thread: what is said to it, and what it says. */
const makeWorkerStand = (anchor?: Uint8Array, wait = 0) => {
  const statuses: Status[] = [];
  const anchors: Uint8Array[] = [];
  const waits: number[] = [];
  const waiting = new Map<number, (reply: Reply<unknown>) => void>();
  let listen: (event: MessageEvent<ToWorker>) => void = () => undefined;
  let lastId = 0;
  serveWorker({
    addEventListener: (_type, listener) => {
      listen = listener;
    },
    postMessage: (message: FromWorker) => {
      if ('status' in message) statuses.push(message.status);
      else if ('anchor' in message) anchors.push(message.anchor);
      else if ('wait' in message) waits.push(message.wait);
      else waiting.get(message.id)?.(message.reply);
    },
  });
  const send = (data: ToWorker): void => listen({ data } as MessageEvent<ToWorker>);
  send({ start: { wasm: 'core', vaultExisted: false, anchor, wait } });
  const say = <C extends KeeperCommand>(command: C, input: KeeperInput<C>): Promise<Reply<unknown>> =>
    new Promise((resolve) => {
      waiting.set(++lastId, resolve);
      send({ id: lastId, call: { id: `${lastId}`, command, input, caller: { kind: 'app' } } });
    });
  return { say, statuses, anchors, waits };
};

const wasm = () => new Response(readFileSync(`build/${coreFile()}`));

beforeEach(() => vi.stubGlobal('fetch', async () => wasm()));
afterEach(async () => {
  vi.unstubAllGlobals();
  await deleteDB(databaseName);
});

describe('the worker of the keeper', () => {
  it('tries again at the next command what failed at its start', async () => {
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('no network in here')));
    const { say } = makeWorkerStand();
    expect(await say('status', {})).toEqual({ ok: false, error: { code: 'internal', details: {} } });
    vi.stubGlobal('fetch', async () => wasm());
    expect(await say('status', {})).toEqual({ ok: true, value: { state: 'empty' } });
  });

  it('tells when the vault is gone under it, without being asked', async () => {
    const { say, statuses } = makeWorkerStand();
    await say('vault.create', { name: 'Alice', passphrase });
    await expect.poll(() => statuses.at(-1)?.state).toBe('unlocked');
    await deleteDB(databaseName);
    await expect.poll(() => statuses.at(-1)).toEqual({ state: 'missing' });
    expect(await say('status', {})).toEqual({ ok: true, value: { state: 'missing' } });
  });

  it('tells of a higher revision when contacts change, and of nothing when they are looked at', async () => {
    const bob = makeWorkerStand();
    await bob.say('vault.create', { name: 'Bob', passphrase });
    const card = (await bob.say('identity.card', {})) as { value: { card: string } };
    await deleteDB(databaseName);
    const { say, statuses } = makeWorkerStand();
    await say('vault.create', { name: 'Alice', passphrase });
    await say('contacts.list', {});
    await expect.poll(() => statuses.length).toBe(1);
    const before = statuses[0]?.revision;
    const added = await say('contacts.add', { card: card.value.card });
    expect(added.ok).toBe(true);
    await expect.poll(() => statuses.length).toBe(2);
    expect(statuses[1]?.revision).toBeGreaterThan(before ?? Number.POSITIVE_INFINITY);
    await say('contacts.list', {});
    await say('status', {});
    expect(statuses).toHaveLength(2);
  });

  it('answers other commands while the vault key is being changed, and tells the witness of every write', async () => {
    const { say, anchors } = makeWorkerStand();
    await say('vault.create', { name: 'Alice', passphrase });
    expect(anchors).toHaveLength(1);
    const order: string[] = [];
    const rotating = say('vault.rotate', { proof: { kind: 'passphrase', passphrase } }).then(() =>
      order.push('rotated'),
    );
    const asked = await say('vault.rotation', {});
    order.push('asked');
    expect(asked).toMatchObject({ ok: true, value: { running: expect.any(Boolean) } });
    await rotating;
    expect(order).toEqual(['asked', 'rotated']);
    expect(await say('vault.rotation', {})).toMatchObject({ value: { running: false } });
    expect(anchors.length).toBeGreaterThan(2);
  });

  it('tells what somebody has to wait, and only where it is not what was said at its start', async () => {
    await makeWorkerStand().say('vault.create', { name: 'Alice', passphrase });
    forgetWaits();
    const { say, waits } = makeWorkerStand(undefined, 30_000);
    const way = { kind: 'passphrase', passphrase } as const;
    expect(await say('vault.unlock', { way })).toMatchObject({ ok: true });
    expect(waits).toEqual([0]);
  });

  it('does not take a look at the progress for work: the time until the lock goes on', async () => {
    const { say } = makeWorkerStand();
    await say('vault.create', { name: 'Alice', passphrase });
    const lockAt = async () => ((await say('status', {})) as { value: Status }).value.lockAt;
    const before = await lockAt();
    await new Promise<void>((resolve) => {
      const from = Date.now();
      const look = () => (Date.now() > from + 1 ? resolve() : setImmediate(look));
      look();
    });
    for (const command of ['vault.rotation', 'vault.ways'] as const) await say(command, {});
    expect(await lockAt()).toBe(before);
    await say('vault.touch', {});
    expect(await lockAt()).toBeGreaterThan(before ?? 0);
  });
});
