import { Notice } from '../components/notice.tsx';
import { t } from '../words.ts';
import { UsePanel } from './use-panel.tsx';

interface StartNoticeProps {
  readonly kind: 'no-field' | 'no-site';
}

/** Why nothing could be begun in the page, and the other way. */
export const StartNotice = ({ kind }: StartNoticeProps) => (
  <div class="stack">
    <Notice kind="warn" role="status" testId="start-notice">
      {kind === 'no-field' ? t('popup_no_field') : t('popup_no_site')}
    </Notice>
    <UsePanel />
  </div>
);
