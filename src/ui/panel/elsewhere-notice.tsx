import type { PanelIntent } from '../../bridge/views.ts';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { siteName } from '../site-name.ts';
import type { Stage } from '../text/hand-composer.tsx';
import { t } from '../words.ts';

interface ElsewhereNoticeProps {
  readonly intent: PanelIntent;
  /** How far the text is. */
  readonly stage: Stage;
  /** Leaves it, for a text of the panel's own. */
  readonly onOwn: () => void;
}

const words = ({ kind }: PanelIntent, stage: Stage, site: string): string => {
  if (kind === 'open') return t('panel_elsewhere_read', [site]);
  if (stage === 'inserted') return t('panel_elsewhere_done', [site]);
  if (stage === 'sealed') return t('panel_elsewhere_sealed', [site]);
  return t(stage === 'empty' ? 'panel_elsewhere_empty' : 'panel_elsewhere_write', [site]);
};

/** What stands in the panel belongs to a page that is not in front any more. */
export const ElsewhereNotice = ({ intent, stage, onOwn }: ElsewhereNoticeProps) => {
  const site = siteName(intent.origin);
  return (
    <Notice kind="info" role="status" testId="panel-elsewhere">
      {words(intent, stage, site)}
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
