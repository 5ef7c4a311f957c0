import { callBackground } from '../../bridge/background-client.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';

/** `onReloaded`: the page is being loaded again, so that one can write in it. */
export const ReloadPage = ({ onReloaded }: { readonly onReloaded: () => void }) => {
  const reload = useTask(async () => {
    await callBackground('tab.reload', {});
    onReloaded();
  });
  return (
    <>
      <p class="hint">{t('panel_reload_loses')}</p>
      <Button busy={reload.busy} onClick={() => void reload.run()} testId="panel-reload">
        {t('panel_reload')}
      </Button>
      <ErrorNotice error={reload.error} />
    </>
  );
};
