import { callBackground } from '../../bridge/background-client.ts';
import type { PanelIntent, PanelReason } from '../../bridge/views.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { siteName } from '../site-name.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';
import { AllowSite } from './allow-site.tsx';

const reasonWords: Record<Exclude<PanelReason, 'not-granted'>, (site: string) => string> = {
  asked: (site) => t('panel_reason_asked', [site]),
  'frame-blocked': (site) => t('panel_reason_frame_blocked', [site]),
  strict: (site) => t('panel_reason_strict', [site]),
  fought: (site) => t('panel_reason_fought', [site]),
  'site-changed': (site) => t('panel_reason_site_changed', [site]),
  unguarded: (site) => t('panel_reason_unguarded', [site]),
};

interface ReasonNoticeProps {
  readonly intent: PanelIntent;
  /** The page was loaded again, so that one can write in it. */
  readonly onReloaded: () => void;
}

/** Why one writes or reads here and not in the page. */
export const ReasonNotice = ({ intent: { kind, reason, origin }, onReloaded }: ReasonNoticeProps) =>
  reason === 'not-granted' ? (
    <AllowSite key={origin} origin={origin} />
  ) : (
    <Notice kind={reason === 'fought' ? 'danger' : 'info'} role="status" testId="panel-reason">
      <p>{reasonWords[reason](siteName(origin))}</p>
      {kind === 'compose' && reason === 'unguarded' && <Reload onReloaded={onReloaded} />}
    </Notice>
  );

const Reload = ({ onReloaded }: Pick<ReasonNoticeProps, 'onReloaded'>) => {
  const reload = useTask(async () => {
    await callBackground('tab.reload', {});
    onReloaded();
  });
  return (
    <>
      <Button busy={reload.busy} onClick={() => void reload.run()} testId="panel-reload">
        {t('panel_reload')}
      </Button>
      <ErrorNotice error={reload.error} />
    </>
  );
};
