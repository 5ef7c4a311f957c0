import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { useKeeper } from '../keeper-context.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';
import type { DamageAlarmProps } from './damage-alarm.tsx';

/** An older copy stands in the vault's place: what that means, what to do, and the way to go on with it. */
export const OlderCopyAlarm = ({ status, length = 'whole' }: DamageAlarmProps) => {
  if (status.rolledBack !== true) return null;
  return (
    <div class="damage">
      <Notice kind="danger" role="alert" title={t('older_title')} testId="older-copy">
        <p>{t('older_what')}</p>
        {length === 'whole' ? (
          <>
            <p>{t('older_do')}</p>
            <Accept />
          </>
        ) : (
          <p>
            <a href="/app.html" target="_blank" rel="noreferrer">
              {t('common_open_full')}
            </a>
          </p>
        )}
      </Notice>
    </div>
  );
};

/** Asks once more: it is what somebody who put the copy here would press too. */
const Accept = () => {
  const keeper = useKeeper();
  const [asking, setAsking] = useState(false);
  const accept = useTask(async () => void (await keeper.call('vault.acceptState', {})));
  return (
    <div class="actions">
      {asking ? (
        <>
          <span>{t('older_sure')}</span>
          <Button kind="danger" busy={accept.busy} onClick={() => void accept.run()} testId="older-accept-yes">
            {t('older_yes')}
          </Button>
          <Button onClick={() => setAsking(false)}>{t('common_cancel')}</Button>
        </>
      ) : (
        <Button kind="danger" onClick={() => setAsking(true)} testId="older-accept">
          {t('older_accept')}
        </Button>
      )}
      <ErrorNotice error={accept.error} />
    </div>
  );
};
