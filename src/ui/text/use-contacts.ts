import type { ContactView } from '../../bridge/views.ts';
import { useKeeper } from '../keeper-context.ts';
import type { Loaded } from '../use-loaded.ts';
import { useLoaded } from '../use-loaded.ts';

/** All contacts, asked for once when the view appears. */
export const useContacts = (): Loaded<readonly ContactView[]> => {
  const keeper = useKeeper();
  return useLoaded(() => keeper.call('contacts.list', {}), [keeper]);
};
