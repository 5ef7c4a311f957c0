import { useRef } from 'preact/hooks';
import type { PanelReason } from '../../bridge/panel-reason.ts';
import type { PanelIntent } from '../../bridge/views.ts';
import { Notice } from '../components/notice.tsx';
import { siteName } from '../site-name.ts';
import { t } from '../words.ts';
import { AllowSite } from './allow-site.tsx';
import { ReloadPage } from './reload-page.tsx';
import { useStanding } from './use-standing.ts';

const reasonWords: Record<PanelReason, (site: string, kind: PanelIntent['kind']) => string> = {
  asked: (site) => t('panel_reason_asked', [site]),
  'frame-blocked': (site) => t('panel_reason_frame_blocked', [site]),
  strict: (site) => t('panel_reason_strict', [site]),
  fought: (site) => t('panel_reason_fought', [site]),
  'site-changed': (site) => t('panel_reason_site_changed', [site]),
  unguarded: (site) => t('panel_reason_unguarded', [site]),
  busy: (site) => t('panel_reason_busy', [site]),
  'not-granted': (site) => t('panel_reason_not_granted', [site]),
  framed: (_site, kind) => t(kind === 'open' ? 'panel_reason_framed_read' : 'panel_reason_framed'),
};

const noFieldWords = (site: string): string => t('panel_reason_no_field', [site]);

interface ReasonNoticeProps {
  readonly intent: PanelIntent;
  /** Is there one that what is written here goes into? */
  readonly field: boolean;
  /** The field has the text: one writes here no more. */
  readonly done: boolean;
  /** The page is being loaded again, so that one can write in it. */
  readonly onReloaded: () => void;
}

/** Why one writes or reads here and not in the page. One for each intent. */
export const ReasonNotice = ({ intent, field, done, onReloaded }: ReasonNoticeProps) => {
  const { kind, reason, origin } = intent;
  const standing = useStanding(origin);
  const left = useRef(false);
  left.current ||= standing === 'left';
  const nowhere = kind === 'compose' && !field;
  const reasoned = nowhere && reason === 'not-granted' ? noFieldWords : reasonWords[reason];
  const words = reasoned(siteName(origin), kind);
  if (reason === 'not-granted' || left.current)
    return (
      <AllowSite
        origin={origin}
        standing={standing}
        done={done}
        words={words}
        refused={t(nowhere ? 'panel_site_refused_no_field' : 'panel_site_refused')}
      >
        {kind === 'compose' && (
          <>
            <p>{t('panel_site_on_reload')}</p>
            <ReloadPage onReloaded={onReloaded} />
          </>
        )}
      </AllowSite>
    );
  if (done && reason !== 'fought') return null;
  return (
    <Notice kind={reason === 'fought' ? 'danger' : 'info'} role="status" testId="panel-reason">
      <p>{words}</p>
      {kind === 'compose' && reason === 'unguarded' && <ReloadPage onReloaded={onReloaded} />}
    </Notice>
  );
};
