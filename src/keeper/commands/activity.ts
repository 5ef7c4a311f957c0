import type { ActivityChainView } from '../../bridge/activity-views.ts';
import { type Activity, readActivity } from '../../vault/activity/read-activity.ts';
import type { Handler } from './handler.ts';

const pageLength = 64;

export const list: Handler<'activity.list'> = async (keeper, { before = Number.MAX_SAFE_INTEGER }) => {
  const { vault, activity } = keeper.session();
  await activity.settled();
  const { events, chain } = await readActivity(vault);
  const older = events.filter(({ position }) => position < before);
  return {
    chain: chainView(chain, events),
    events: older.slice(-pageLength).reverse(),
    more: older.length > pageLength,
  };
};

const chainView = (chain: Activity['chain'], events: Activity['events']): ActivityChainView =>
  chain.kind === 'whole'
    ? { state: 'whole' }
    : { state: 'broken', at: events.findLast(({ position }) => position < chain.position)?.at ?? 0 };
