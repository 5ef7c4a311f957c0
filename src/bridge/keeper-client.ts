import { type Browser, browser } from 'wxt/browser';
import { callBackground } from './background-client.ts';
import type { KeeperCommand, KeeperInput, KeeperOutputs, KeeperReply, KeeperRequest } from './keeper-commands.ts';
import { keeperPortName } from './keeper-port.ts';
import type { Reply } from './views.ts';
import { BridgeError, fromReply, makeId } from './wire.ts';

interface Waiting {
  readonly resolve: (reply: Reply<unknown>) => void;
  readonly reject: (error: Error) => void;
}

export interface KeeperClient {
  /**
   * Throws `BridgeError` with the code of what went wrong; `keeper-gone` where the keeper died twice, `keeper-silent`
   * where it says nothing for too long.
   */
  call<C extends KeeperCommand>(command: C, input: KeeperInput<C>): Promise<KeeperOutputs[C]>;
  /** Opens the line ahead of the first call. What goes wrong shows there. */
  prepare(): void;
}

/** Beyond what the keeper's own document waits for its worker, so that it can say first what happened. */
const patienceMs = 150_000;
/** A view waits for this before it shows anything, behind whatever the keeper is at. */
const statusPatienceMs = 20_000;

const patienceFor = (command: KeeperCommand): number => (command === 'status' ? statusPatienceMs : patienceMs);

/** A keeper that died is asked once more; a silent one would stay silent. Throws `keeper-silent` after `ms`. */
const askPatiently = <T>(ask: () => Promise<T>, ms: number): Promise<T> =>
  new Promise((resolve, reject) => {
    let silent = false;
    const timer = setTimeout(() => {
      silent = true;
      reject(new BridgeError('keeper-silent'));
    }, ms);
    ask()
      .catch((error) => (silent ? Promise.reject(error) : ask()))
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });

const askBackground = async (): Promise<void> => {
  await callBackground('keeper.ensure', {});
};

/**
 * A line to the keeper that opens on the first call and again after the keeper was closed. Ends with the signal.
 * `ensure` has the keeper's document opened: every context but the background asks the background.
 */
export const makeKeeperClient = (signal: AbortSignal, ensure: () => Promise<void> = askBackground): KeeperClient => {
  const waiting = new Map<string, Waiting>();
  let port: Browser.runtime.Port | undefined;

  const drop = (): void => {
    port = undefined;
    for (const { reject } of waiting.values()) reject(new BridgeError('keeper-gone'));
    waiting.clear();
  };
  const connect = async (): Promise<Browser.runtime.Port> => {
    if (port) return port;
    await ensure();
    if (port) return port;
    const fresh = browser.runtime.connect({ name: keeperPortName });
    fresh.onMessage.addListener(({ id, reply }: KeeperReply) => {
      waiting.get(id)?.resolve(reply);
      waiting.delete(id);
    });
    fresh.onDisconnect.addListener(drop);
    port = fresh;
    return fresh;
  };
  const send = async (request: KeeperRequest): Promise<Reply<unknown>> => {
    const line = await connect();
    return new Promise((resolve, reject) => {
      waiting.set(request.id, { resolve, reject });
      line.postMessage(request);
    });
  };
  signal.addEventListener('abort', () => {
    port?.disconnect();
    drop();
  });
  return {
    prepare: () => void connect().catch(() => undefined),
    call: async (command, input) => {
      const request: KeeperRequest = { id: makeId(), command, input };
      const reply = await askPatiently(() => send(request), patienceFor(command)).catch((error) => {
        waiting.delete(request.id);
        throw error;
      });
      return fromReply(reply) as KeeperOutputs[typeof command];
    },
  };
};
