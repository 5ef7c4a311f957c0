import { browser } from 'wxt/browser';
import type { BackgroundInput } from '../../bridge/background-commands.ts';
import { callPage } from '../../bridge/page-client.ts';
import { publishStatus } from '../../bridge/status.ts';
import { dropAllComposerKeys } from '../composer-keys.ts';
import { rememberVault } from '../keeper-document.ts';
import { lockAlarm } from '../lock.ts';

const tellPages = async (state: 'empty' | 'missing' | 'locked' | 'unlocked'): Promise<void> => {
  const tabs = await browser.tabs.query({});
  await Promise.all(
    tabs.map((tab) => (tab.id === undefined ? undefined : callPage({ tabId: tab.id }, 'page.status', { state }))),
  );
};

/** The keeper says how it stands: every view hears of it, the alarm is set to the deadline. */
export const status = async (fresh: BackgroundInput<'keeper.status'>): Promise<null> => {
  const { state, lockAt, revision } = fresh;
  const before = await publishStatus(fresh);
  if (state === 'locked' || state === 'unlocked') await rememberVault();
  if (state === 'unlocked' && lockAt !== undefined) await browser.alarms.create(lockAlarm, { when: lockAt });
  else await browser.alarms.clear(lockAlarm);
  if (state !== 'unlocked') await dropAllComposerKeys();
  // Another revision: a text that nobody could open before may be mine now.
  if (state !== before?.state || revision !== before.revision) await tellPages(state);
  return null;
};
