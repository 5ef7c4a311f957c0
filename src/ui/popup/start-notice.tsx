import { Notice } from '../components/notice.tsx';
import { t } from '../words.ts';

interface StartNoticeProps {
  readonly kind: 'no-field' | 'no-site';
}

/** Why nothing could be begun in the page. */
export const StartNotice = ({ kind }: StartNoticeProps) => (
  <Notice kind="warn" role="status" testId="start-notice">
    {kind === 'no-field' ? t('popup_no_field') : t('popup_no_site')}
  </Notice>
);
