import type { ActivityChainView } from '../../bridge/activity-views.ts';
import { Notice } from '../components/notice.tsx';
import { formatMoment } from '../time.ts';
import { t } from '../words.ts';

/** Says where the log was tampered with; nothing where it is whole. */
export const ChainAlarm = ({ chain }: { readonly chain: ActivityChainView }) => {
  if (chain.state === 'whole') return null;
  return (
    <Notice kind="danger" role="alert" title={t('activity_broken_title')} testId="activity-broken">
      <p>
        {chain.at === 0
          ? t('activity_broken_start')
          : t('activity_broken_at', [formatMoment(chain.at, t('language_tag'))])}
      </p>
      <p>{t('activity_broken_what')}</p>
    </Notice>
  );
};
