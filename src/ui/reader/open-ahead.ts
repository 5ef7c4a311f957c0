import type { KeeperClient } from '../../bridge/keeper-client.ts';
import { watchStatus } from '../../bridge/status.ts';
import type { FrameContext, Opened } from '../../bridge/views.ts';
import { tokenKind } from '../token-kind.ts';
import { errorCode } from '../words.ts';

/** Opens a sealed text. Throws `BridgeError` with the code of what went wrong. */
export type OpenText = (token: string) => Promise<Opened>;

/**
 * Asks for the text as soon as the frame is bound, while the views are still being made: somebody waits for it. The
 * first to open gets that answer, everybody else a new one. It is dropped when the vault locks.
 */
export const openAhead = (binding: Promise<FrameContext>, keeper: KeeperClient): OpenText => {
  keeper.prepare();
  const ahead = async ({ kind, token = '' }: FrameContext): Promise<Opened | undefined> =>
    kind === 'reader' && tokenKind(token) === 'sealed' ? keeper.call('text.open', { token }) : undefined;
  let first: Promise<Opened | undefined> | undefined = binding.then(ahead);
  const take = (): typeof first => {
    const taken = first;
    first = undefined;
    return taken;
  };
  first.catch(() => undefined);
  watchStatus(({ state }) => void (state !== 'unlocked' && take()), new AbortController().signal);
  return async (token) => {
    // What was refused by a locked vault is asked again: it is open now.
    const opened = await take()?.catch((error) => (errorCode(error) === 'locked' ? undefined : Promise.reject(error)));
    return opened ?? keeper.call('text.open', { token });
  };
};
