import * as v from 'valibot';
import { type Browser, browser } from 'wxt/browser';
import { callBackground } from './background-client.ts';
import { type KeeperClientKind, type KeeperCommand, type KeeperRequest, keeperCommands } from './keeper-commands.ts';
import { keeperPortName } from './keeper-port.ts';
import { isFramed, keeperClientKind } from './sender.ts';
import type { Reply, Status } from './views.ts';
import { BridgeError, toReply } from './wire.ts';

/** Who speaks: told from the browser's word and, for a frame in a page, from its binding. */
export interface KeeperCaller {
  readonly kind: KeeperClientKind;
  /** Of the page that a framed composer or reader stands in. */
  readonly origin?: string;
}

/** A command that was checked: known, allowed to this caller, and of the right shape. */
export interface KeeperCall {
  /** The caller's own; the same where it says the same again since the answer was lost. */
  readonly id: string;
  readonly command: KeeperCommand;
  readonly input: unknown;
  readonly caller: KeeperCaller;
}

const callerOf = async (sender: Browser.runtime.MessageSender): Promise<KeeperCaller> => {
  const kind = keeperClientKind(sender);
  if (kind === undefined) throw new BridgeError('refused-sender');
  if (!isFramed(sender)) return { kind };
  const binding = await callBackground('keeper.binding', { documentId: sender.documentId ?? '' });
  if (binding === null || binding.kind !== kind) throw new BridgeError('refused-sender');
  return { kind, origin: binding.origin };
};

const isCommand = (name: unknown): name is KeeperCommand =>
  typeof name === 'string' && Object.hasOwn(keeperCommands, name);

const requestId = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

/** Throws `invalid-message` or `refused-sender`. */
const check = (request: KeeperRequest, caller: KeeperCaller): KeeperCall => {
  if (!v.is(requestId, request.id) || !isCommand(request.command)) throw new BridgeError('invalid-message');
  const { from, input: schema } = keeperCommands[request.command];
  if (!(from as readonly string[]).includes(caller.kind)) throw new BridgeError('refused-sender');
  const parsed = v.safeParse(schema, request.input);
  if (!parsed.success) throw new BridgeError('invalid-message');
  return { id: request.id, command: request.command, input: parsed.output, caller };
};

/** Opens the keeper's door: each port is one caller; what it says is checked before `handle` sees it. */
export const serveKeeper = (handle: (call: KeeperCall) => Promise<Reply<unknown>>): void => {
  // Opened as a tab it would be a second keeper. An offscreen document has no tabs API; all our other pages have one.
  if (browser.tabs !== undefined) return;
  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== keeperPortName || port.sender === undefined) return port.disconnect();
    // Asked once a port, and only when it first speaks: a frame connects before its binding is written.
    let caller: Promise<KeeperCaller> | undefined;
    const { sender } = port;
    port.onMessage.addListener((request: KeeperRequest) => {
      caller ??= callerOf(sender);
      const reply = toReply(async () => check(request, await (caller as Promise<KeeperCaller>))).then((checked) =>
        checked.ok ? handle(checked.value) : checked,
      );
      void reply.then((answer) => answerOn(port, request.id, answer));
    });
  });
};

const answerOn = (port: Browser.runtime.Port, id: unknown, reply: Reply<unknown>): void => {
  try {
    port.postMessage({ id, reply });
  } catch {
    // The view was closed while the keeper worked: there is nobody to tell.
  }
};

/** Tells the background, and through it everybody, how the keeper stands: one thing after the other. */
export const makeReporter = () => {
  let told: Promise<unknown> = Promise.resolve();
  const tell = (report: () => Promise<unknown>, otherwise = (): void => undefined): void => {
    told = told.then(report).catch(otherwise);
  };
  return {
    status: ({ name: _, ...status }: Status): void => tell(() => callBackground('keeper.status', status)),
    /** What somebody has to wait: this document may be gone before that is over. */
    wait: (milliseconds: number): void => tell(() => callBackground('keeper.wait', { milliseconds })),
    /** This document is done. Where nobody can be told, it goes by itself. */
    over: (): void =>
      tell(
        () => callBackground('keeper.over', {}),
        () => globalThis.close(),
      ),
  };
};

/** Did a vault stand in this profile before? The background says so in the address of the keeper's document. */
export const vaultExisted = (): boolean => new URLSearchParams(globalThis.location.search).has('existed');

/** Milliseconds that somebody had to wait last, as another document of the keeper said in this browser session. */
export const beganWait = (): number => Number(new URLSearchParams(globalThis.location.search).get('wait') ?? 0);
