import type { PanelIntent, PanelReason } from '../../bridge/views.ts';
import { Notice } from '../components/notice.tsx';
import { siteName } from '../site-name.ts';
import { t } from '../words.ts';
import { AllowSite } from './allow-site.tsx';

const reasonWords: Record<Exclude<PanelReason, 'not-granted'>, (site: string) => string> = {
  asked: (site) => t('panel_reason_asked', [site]),
  'frame-blocked': (site) => t('panel_reason_frame_blocked', [site]),
  fought: (site) => t('panel_reason_fought', [site]),
  'site-changed': (site) => t('panel_reason_site_changed', [site]),
};

/** Why one writes or reads here and not in the page. */
export const ReasonNotice = ({ intent: { reason, origin } }: { readonly intent: PanelIntent }) =>
  reason === 'not-granted' ? (
    <AllowSite key={origin} origin={origin} />
  ) : (
    <Notice kind={reason === 'fought' ? 'danger' : 'info'} role="status" testId="panel-reason">
      {reasonWords[reason](siteName(origin))}
    </Notice>
  );
