import { watchStatus } from '../../bridge/status.ts';
import type { ContactView } from '../../bridge/views.ts';
import { useKeeper } from '../keeper-context.ts';
import type { Loaded } from '../use-loaded.ts';
import { useWatched } from '../use-watched.ts';

/** The person may add a contact meanwhile, from a card in the page beside it. */
const watchContacts = (tell: () => void, signal: AbortSignal): void => {
  let known: number | undefined;
  watchStatus(({ state, revision }) => {
    if (state !== 'unlocked' || revision === known) return;
    known = revision;
    tell();
  }, signal);
};

/** All contacts: asked for when the view appears, and when they change. */
export const useContacts = (): Loaded<readonly ContactView[]> => {
  const keeper = useKeeper();
  return useWatched(() => keeper.call('contacts.list', {}), watchContacts);
};
