import { useEffect, useRef, useState } from 'preact/hooks';
import type { ContactView, Opened } from '../../bridge/views.ts';
import { useKeeper } from '../keeper-context.ts';
import { useLoaded } from '../use-loaded.ts';
import { useTask } from '../use-task.ts';
import type * as Views from './reader-stranger.tsx';

interface ShownStranger extends Views.Stranger {
  /** What shows it, fetched when there is one: other texts need not wait for it. */
  readonly views: typeof Views | undefined;
}

/** Undefined for any other text. It stays once it is added, to say so. */
export const useStranger = (opened: Opened | undefined, onAdded: () => void): ShownStranger | undefined => {
  const keeper = useKeeper();
  const known = useRef<string>(undefined);
  if (opened?.sender.kind === 'introduced') known.current = opened.sender.card;
  const card = known.current;
  const look = useLoaded(
    async () => (card === undefined ? undefined : keeper.call('contacts.inspect', { card })),
    [keeper, card],
  );
  const [added, setAdded] = useState<ContactView>();
  const [views, setViews] = useState<typeof Views>();
  const add = useTask(async () => {
    if (card === undefined) return;
    setAdded(await keeper.call('contacts.add', { card }));
    onAdded();
  });
  useEffect(() => {
    if (card !== undefined) void import('./reader-stranger.tsx').then(setViews);
  }, [card]);
  return card === undefined ? undefined : { look, added, add, views };
};
