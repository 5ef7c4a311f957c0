import { browser } from 'wxt/browser';
import type { Status } from './views.ts';

/** Where the background keeps what the keeper last said of itself. Session storage: gone with the browser, closed to pages. */
const key = 'keeper-status';

/** What everybody may know of the vault: never the name. */
export type PublicStatus = Omit<Status, 'name'>;

/** Gives what was published before. */
export const publishStatus = async (status: PublicStatus): Promise<PublicStatus | undefined> => {
  const before = await lastStatus();
  await browser.storage.session.set({ [key]: status });
  return before;
};

export const lastStatus = async (): Promise<PublicStatus | undefined> =>
  (await browser.storage.session.get(key))[key] as PublicStatus | undefined;

/** Calls back whenever the vault is locked or unlocked, the deadline moves or damage is found, from any of our contexts but the page's. */
export const watchStatus = (tell: (status: PublicStatus) => void, signal: AbortSignal): void => {
  const listener = (changes: Record<string, { newValue?: unknown }>): void => {
    const status = changes[key]?.newValue as PublicStatus | undefined;
    if (status) tell(status);
  };
  browser.storage.session.onChanged.addListener(listener);
  signal.addEventListener('abort', () => browser.storage.session.onChanged.removeListener(listener));
};
