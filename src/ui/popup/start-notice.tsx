import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { t } from '../words.ts';

interface StartNoticeProps {
  readonly kind: 'no-field' | 'no-site';
  readonly openPanel: () => void;
}

/** Why nothing could be begun in the page, and the other way. */
export const StartNotice = ({ kind, openPanel }: StartNoticeProps) => (
  <div class="stack">
    <Notice kind="warn" role="status" testId="start-notice">
      {kind === 'no-field' ? t('popup_no_field') : t('popup_no_site')}
    </Notice>
    <Button onClick={openPanel} testId="popup-panel">
      {t('popup_use_panel')}
    </Button>
  </div>
);
