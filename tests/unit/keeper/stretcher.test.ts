import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { KeeperCommand, KeeperInput } from '../../../src/bridge/keeper-commands.ts';
import type { Reply } from '../../../src/bridge/views.ts';
import { coreFile, type StretchJob, stretchHere } from '../../../src/crypto/index.ts';
import type { FromWorker, ToWorker } from '../../../src/keeper/protocol.ts';
import { type StretchReply, type StretchRequest, serveStretches } from '../../../src/keeper/serve-stretches.ts';
import { makeStretcher, type StretchWorker } from '../../../src/keeper/stretcher.ts';
import { serveWorker } from '../../../src/keeper/worker.ts';
import { databaseName } from '../../../src/vault/database.ts';
import { twinCore } from '../../support/twin-core.ts';

const passphrase = 'a long enough passphrase';
const proof = { kind: 'passphrase', passphrase } as const;
const way = proof;

/** A worker without a thread. It works when it is let, and what it was given last stays to be seen. */
class FakeWorker extends EventTarget {
  static made: FakeWorker[] = [];
  /** Holds back what comes from now on. */
  static holds = false;
  static asked = 0;
  request: StretchRequest | undefined;
  ended = false;
  #serve: (event: MessageEvent<StretchRequest>) => void = () => undefined;

  constructor() {
    super();
    FakeWorker.made.push(this);
    serveStretches({
      addEventListener: (_type, listener) => {
        this.#serve = listener;
      },
      postMessage: (data: StretchReply) => this.dispatchEvent(new MessageEvent('message', { data })),
    });
  }
  postMessage(request: StretchRequest): void {
    FakeWorker.asked++;
    this.request = structuredClone({ job: request.job }) as StretchRequest;
    if (!FakeWorker.holds) this.work(request.module);
  }
  work(module: WebAssembly.Module): void {
    this.#serve({ data: { ...this.request, module } } as MessageEvent<StretchRequest>);
  }
  terminate(): void {
    this.ended = true;
  }
}

const makeStand = () => {
  const waiting = new Map<number, (reply: Reply<unknown>) => void>();
  let listen: (event: MessageEvent<ToWorker>) => void = () => undefined;
  let lastId = 0;
  serveWorker(
    {
      addEventListener: (_type, listener) => {
        listen = listener;
      },
      postMessage: (message: FromWorker) => {
        if ('id' in message) waiting.get(message.id)?.(message.reply);
      },
    },
    () => new FakeWorker() as unknown as StretchWorker,
  );
  const send = (data: ToWorker): void => listen({ data } as MessageEvent<ToWorker>);
  send({ start: { wasm: 'core', vaultExisted: false, anchor: undefined, wait: 0 } });
  return <C extends KeeperCommand>(command: C, input: KeeperInput<C>): Promise<Reply<unknown>> =>
    new Promise((resolve) => {
      waiting.set(++lastId, resolve);
      send({ id: lastId, call: { id: `${lastId}`, command, input, caller: { kind: 'app' } } });
    });
};

beforeEach(() => {
  vi.stubGlobal('fetch', async () => new Response(readFileSync(`build/${coreFile()}`)));
  Object.assign(FakeWorker, { made: [], holds: false, asked: 0 });
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await deleteDB(databaseName);
});

type Say = ReturnType<typeof makeStand>;

/** The command waits for a passphrase to be stretched, and for nothing else. */
const begin = async <T>(command: () => Promise<T>): Promise<Promise<T>[]> => {
  const before = FakeWorker.asked;
  FakeWorker.holds = true;
  const reply = command();
  await expect.poll(() => FakeWorker.asked).toBe(before + 1);
  FakeWorker.holds = false;
  return [reply];
};

const failed = (code: string) => ({ ok: false, error: { code, details: {} } });

/** Alice's, with a draft, and a text of somebody else's that opens with a passphrase. */
const makeVault = async (): Promise<{ readonly say: Say; readonly token: string }> => {
  const say = makeStand();
  await say('vault.create', { name: 'Bob', passphrase });
  const sealed = await say('text.seal', { text: 'x', to: [], origin: '', passphrase: 'open sesame' });
  await say('vault.lock', {});
  await say('vault.startOver', { name: 'Alice', passphrase });
  await say('drafts.save', { key: 'one', origin: '', text: 'to the last letter', to: [] });
  return { say, token: (sealed as { value: { token: string } }).value.token };
};

const long = [
  ['export.make', (say: Say) => say('export.make', { passphrase: 'of the file', proof })],
  [
    'slots.addPassphrase',
    (say: Say) => say('slots.addPassphrase', { passphrase: 'another long one', name: '', proof }),
  ],
  [
    'text.openWithPassphrase',
    (say: Say, token: string) => say('text.openWithPassphrase', { token, passphrase: 'open sesame' }),
  ],
] as const;

describe('a lock while a passphrase is stretched', () => {
  it('ends an unlock with locked, counts no failure, and the next one opens', async () => {
    const { say } = await makeVault();
    await say('vault.lock', {});
    const [unlock] = await begin(() => say('vault.unlock', { way }));
    const worker = FakeWorker.made.at(-1);
    expect(await say('vault.lock', {})).toMatchObject({ ok: true, value: { state: 'locked' } });
    expect(await unlock).toEqual(failed('locked'));
    expect(worker?.ended).toBe(true);
    expect(await say('vault.unlock', { way })).toMatchObject({ ok: true, value: { state: 'unlocked' } });
    const { value } = (await say('activity.list', {})) as { value: { events: { kind: string }[] } };
    expect(value.events.map(({ kind }) => kind)).not.toContain('unlock-failed');
  });

  it.each(long)('ends %s with locked', async (_, command) => {
    const { say, token } = await makeVault();
    const [reply] = await begin(() => command(say, token));
    const locked = say('vault.lock', {});
    expect(await reply).toEqual(failed('locked'));
    expect(await locked).toMatchObject({ value: { state: 'locked' } });
    await say('vault.unlock', { way });
    expect(await say('drafts.list', {})).toMatchObject({ value: [{ text: 'to the last letter' }] });
    expect(await say('slots.list', {})).toMatchObject({ value: { length: 1 } });
  });

  it('that comes between the two of one command lets the second one not begin', async () => {
    const { say } = await makeVault();
    const [reply] = await begin(() => say('export.make', { passphrase: 'of the file', proof }));
    const asked = FakeWorker.asked;
    const module = await WebAssembly.compile(readFileSync(`build/${coreFile()}`));
    const worker = FakeWorker.made.at(-1)!;
    // It answers first; the lock is heard before the command goes on.
    const answered = new Promise((resolve) => worker.addEventListener('message', resolve));
    worker.work(module);
    await answered;
    const locked = say('vault.lock', {});
    expect(await reply).toEqual(failed('locked'));
    await locked;
    expect(FakeWorker.asked).toBe(asked);
  });
});

describe('the worker that stretches', () => {
  const job = (): StretchJob => ({
    kdf: 'argon2id',
    memoryKiB: 32,
    iterations: 1,
    parallelism: 1,
    salt: new Uint8Array(16),
    password: Uint8Array.of(1, 2, 3),
    length: 32,
  });
  /** Its reply as it left, and whatever it kept of it. */
  const ask = (module: WebAssembly.Module, asked: StretchJob) =>
    new Promise<{ readonly heard: StretchReply; readonly kept: StretchReply }>((resolve) => {
      let serve: (event: MessageEvent<StretchRequest>) => void = () => undefined;
      serveStretches({
        addEventListener: (_type, listener) => {
          serve = listener;
        },
        postMessage: (kept, transfer) => resolve({ heard: structuredClone(kept, { transfer }), kept }),
      });
      serve({ data: { module, job: asked } } as MessageEvent<StretchRequest>);
    });

  it('keeps neither the passphrase nor what became of it', async () => {
    const asked = job();
    const { heard, kept } = await ask(await WebAssembly.compile(readFileSync(`build/${coreFile()}`)), asked);
    expect(heard).toEqual({ result: stretchHere(twinCore, job()) });
    expect((kept as { result: Uint8Array }).result).toHaveLength(0);
    expect(asked.password).toEqual(new Uint8Array(3));
  });

  it('says at once that it has no core, and is not kept', async () => {
    const asked = job();
    const empty = await WebAssembly.compile(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
    expect((await ask(empty, asked)).heard).toEqual({});
    expect(asked.password).toEqual(new Uint8Array(3));
    const workers: FakeWorker[] = [];
    const makeWorker = () => {
      workers.push(new FakeWorker());
      return workers.at(-1) as unknown as StretchWorker;
    };
    const stretcher = makeStretcher({ makeWorker, module: empty, refusal: () => undefined });
    for (let n = 0; n < 2; n++) await expect(stretcher.stretch(job())).rejects.toThrow('stretching failed');
    expect(workers.map(({ ended }) => ended)).toEqual([true, true]);
  });
});

describe('what takes too long', () => {
  it('can be stopped: an unlock, which leaves the vault as it was', async () => {
    const { say } = await makeVault();
    await say('vault.lock', {});
    const [unlock] = await begin(() => say('vault.unlock', { way }));
    const worker = FakeWorker.made.at(-1);
    expect(await say('stretch.stop', {})).toEqual({ ok: true, value: null });
    expect(await unlock).toEqual(failed('stopped'));
    expect(worker?.ended).toBe(true);
    expect(await say('status', {})).toMatchObject({ value: { state: 'locked' } });
    expect(await say('vault.unlock', { way })).toMatchObject({ value: { state: 'unlocked' } });
  });

  it.each(long)('can be stopped: %s, and the vault stays open with everything in it', async (_, command) => {
    const { say, token } = await makeVault();
    const [reply] = await begin(() => command(say, token));
    await say('stretch.stop', {});
    expect(await reply).toEqual(failed('stopped'));
    expect(await say('status', {})).toMatchObject({ value: { state: 'unlocked' } });
    expect(await say('drafts.list', {})).toMatchObject({ value: [{ text: 'to the last letter' }] });
    // Said again it goes through.
    expect(await command(say, token)).toMatchObject({ ok: true });
  });

  it('is stopped too where a window says meanwhile that a passphrase is being typed', async () => {
    const { say } = await makeVault();
    const [reply] = await begin(() => say('export.make', { passphrase: 'of the file', proof }));
    const asked = FakeWorker.asked;
    const stopped = say('stretch.stop', {});
    await say('stretch.warm', {});
    await stopped;
    expect(await reply).toEqual(failed('stopped'));
    expect(FakeWorker.asked).toBe(asked);
    await say('stretch.warm', {});
    expect(FakeWorker.asked).toBe(asked + 1);
    expect(await say('export.make', { passphrase: 'of the file', proof })).toMatchObject({ ok: true });
  });

  it('is nothing where nothing is stretched', async () => {
    const { say } = await makeVault();
    await say('stretch.stop', {});
    expect(await say('text.seal', { text: 'x', to: [], origin: '', passphrase: 'open sesame' })).toMatchObject({
      ok: true,
    });
  });
});
