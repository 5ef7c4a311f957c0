import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { useKeeper } from '../keeper-context.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';
import type { DamageAlarmProps } from './damage-alarm.tsx';

interface Rebuilt {
  readonly kept: number;
  readonly lost: number;
}

/** The way to make lost parts of the vault anew, and afterwards what came of it. Only where there is room for both. */
export const RebuildAlarm = ({ status, length = 'whole' }: DamageAlarmProps) => {
  const keeper = useKeeper();
  const [done, setDone] = useState<Rebuilt>();
  const rebuild = useTask(async () => setDone(await keeper.call('vault.rebuild', {})));
  if (length !== 'whole') return null;
  if (done) return <Done {...done} />;
  if (status.rebuildable !== true) return null;
  return (
    <div class="damage">
      <Notice kind="danger" title={t('rebuild_title')} testId="rebuild">
        <p>{t('rebuild_what')}</p>
        <p>{t('rebuild_care')}</p>
        <Sure busy={rebuild.busy} onSure={() => void rebuild.run()} />
        <ErrorNotice error={rebuild.error} />
      </Notice>
    </div>
  );
};

const Done = ({ kept, lost }: Rebuilt) => (
  <div class="damage">
    <Notice kind={lost > 0 ? 'warn' : 'good'} role="status" title={t('rebuild_done', kept)} testId="rebuild-done">
      <p>{lost > 0 ? t('rebuild_lost', lost) : t('rebuild_none')}</p>
      <p>{t('rebuild_check')}</p>
    </Notice>
  </div>
);

/** Asks once more: what no key of the vault opens goes for good. */
const Sure = ({ busy, onSure }: { readonly busy: boolean; readonly onSure: () => void }) => {
  const [asking, setAsking] = useState(false);
  return (
    <div class="actions">
      {asking ? (
        <>
          <span>{busy ? t('rebuild_busy') : t('rebuild_sure')}</span>
          <Button kind="danger" busy={busy} onClick={onSure} testId="rebuild-yes">
            {t('rebuild_yes')}
          </Button>
          <Button onClick={() => setAsking(false)}>{t('common_cancel')}</Button>
        </>
      ) : (
        <Button kind="danger" onClick={() => setAsking(true)} testId="rebuild-ask">
          {t('rebuild_do')}
        </Button>
      )}
    </div>
  );
};
