import { useState } from 'preact/hooks';
import type { ActivityEventView, ActivityView } from '../../bridge/activity-views.ts';
import { Busy } from '../components/busy.tsx';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useKeeper } from '../keeper-context.ts';
import { useLoaded } from '../use-loaded.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';
import { ChainAlarm } from './chain-alarm.tsx';
import { EventRow } from './event-row.tsx';

/** What happened in this vault, newest first. */
export const Activity = () => {
  const keeper = useKeeper();
  const newest = useLoaded(() => keeper.call('activity.list', {}), [keeper]);
  return (
    <section class="stack">
      <h1>{t('activity_title')}</h1>
      <p class="muted">{t('activity_about')}</p>
      <ErrorNotice error={newest.error} />
      {!newest.value && newest.error === undefined && <Busy words={t('common_loading')} />}
      {newest.value && <Pages newest={newest.value} />}
    </section>
  );
};

const Pages = ({ newest }: { readonly newest: ActivityView }) => {
  const keeper = useKeeper();
  const [older, setOlder] = useState<readonly ActivityEventView[]>([]);
  const [more, setMore] = useState(newest.more);
  const events = [...newest.events, ...older];
  const load = useTask(async () => {
    const before = events.at(-1)?.position;
    if (before === undefined) return;
    const page = await keeper.call('activity.list', { before });
    setOlder([...older, ...page.events]);
    setMore(page.more);
  });
  return (
    <>
      <ChainAlarm chain={newest.chain} />
      {events.length === 0 && <p class="empty">{t('activity_empty')}</p>}
      <ol class="rows" data-testid="activity-list">
        {events.map((event) => (
          <EventRow key={event.position} event={event} />
        ))}
      </ol>
      <ErrorNotice error={load.error} />
      {more && (
        <div>
          <Button busy={load.busy} onClick={() => void load.run()} testId="activity-more">
            {t('activity_more')}
          </Button>
        </div>
      )}
    </>
  );
};
