import type { PanelIntent } from '../../bridge/views.ts';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { siteName } from '../site-name.ts';
import { t } from '../words.ts';

interface ElsewhereNoticeProps {
  readonly intent: PanelIntent;
  /** Leaves it, for a text of the panel's own. */
  readonly onOwn: () => void;
}

/** What stands in the panel belongs to a page that is not in front any more. */
export const ElsewhereNotice = ({ intent, onOwn }: ElsewhereNoticeProps) => {
  const site = siteName(intent.origin);
  return (
    <Notice kind="info" role="status" testId="panel-elsewhere">
      {intent.kind === 'compose' ? t('panel_elsewhere_write', [site]) : t('panel_elsewhere_read', [site])}
      {intent.kind === 'compose' && (
        <div class="actions">
          <Button onClick={onOwn} testId="panel-own">
            {t('panel_own')}
          </Button>
        </div>
      )}
    </Notice>
  );
};
