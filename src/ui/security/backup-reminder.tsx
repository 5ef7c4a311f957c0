import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { useKeeper } from '../keeper-context.ts';
import { useLoaded } from '../use-loaded.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';

/** Says gently that there is no second way in and no copy, until it is done or sent away. */
export const BackupReminder = () => {
  const keeper = useKeeper();
  const backup = useLoaded(() => keeper.call('backup.status', {}), [keeper]);
  const dismiss = useTask(async () => {
    await keeper.call('backup.dismiss', {});
    backup.reload();
  });
  if (backup.value?.remind !== true) return null;
  return (
    <div class="reminder">
      <Notice kind="info" title={t('remind_title')} testId="backup-reminder">
        <p>{t('remind_why')}</p>
        <div class="actions">
          <a class="button button-plain" href="#vault/sheet">
            {t('remind_sheet')}
          </a>
          <Button kind="quiet" busy={dismiss.busy} onClick={() => void dismiss.run()} testId="backup-dismiss">
            {t('remind_later')}
          </Button>
        </div>
        <ErrorNotice error={dismiss.error} />
      </Notice>
    </div>
  );
};
