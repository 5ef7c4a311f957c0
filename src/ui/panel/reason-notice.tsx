import type { PanelIntent, PanelReason } from '../../bridge/views.ts';
import { Notice } from '../components/notice.tsx';
import { siteName } from '../site-name.ts';
import { t } from '../words.ts';

const reasonWords: Record<PanelReason, (site: string) => string> = {
  asked: (site) => t('panel_reason_asked', [site]),
  'frame-blocked': (site) => t('panel_reason_frame_blocked', [site]),
  'not-granted': (site) => t('panel_reason_not_granted', [site]),
  fought: (site) => t('panel_reason_fought', [site]),
  'site-changed': (site) => t('panel_reason_site_changed', [site]),
};

/** Why one writes or reads here and not in the page. */
export const ReasonNotice = ({ intent }: { readonly intent: PanelIntent }) => (
  <Notice kind={intent.reason === 'fought' ? 'danger' : 'info'} role="status" testId="panel-reason">
    {reasonWords[intent.reason](siteName(intent.origin))}
  </Notice>
);
