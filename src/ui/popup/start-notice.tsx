import { Notice } from '../components/notice.tsx';
import { t } from '../words.ts';

interface StartNoticeProps {
  readonly kind: 'no-field' | 'no-site' | 'site-changed';
}

const words = {
  'no-field': () => t('popup_no_field'),
  'no-site': () => t('popup_no_site'),
  'site-changed': () => t('popup_site_changed'),
} as const;

/** Why nothing could be begun in the page. */
export const StartNotice = ({ kind }: StartNoticeProps) => (
  <Notice kind="warn" role="status" testId="start-notice">
    {words[kind]()}
  </Notice>
);
