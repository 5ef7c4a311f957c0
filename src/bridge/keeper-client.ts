import { type Browser, browser } from 'wxt/browser';
import { callBackground } from './background-client.ts';
import type { KeeperCommand, KeeperInput, KeeperOutputs, KeeperReply, KeeperRequest } from './keeper-commands.ts';
import { keeperPortName } from './keeper-commands.ts';
import type { Reply } from './views.ts';
import { BridgeError, fromReply, makeId } from './wire.ts';

interface Waiting {
  readonly resolve: (reply: Reply<unknown>) => void;
  readonly reject: (error: Error) => void;
}

export interface KeeperClient {
  /** Throws `BridgeError` with the code of what went wrong; `keeper-gone` where the keeper died twice. */
  call<C extends KeeperCommand>(command: C, input: KeeperInput<C>): Promise<KeeperOutputs[C]>;
}

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
    call: async (command, input) => {
      const request: KeeperRequest = { id: makeId(), command, input };
      const reply = await send(request).catch(() => send(request));
      return fromReply(reply) as KeeperOutputs[typeof command];
    },
  };
};
