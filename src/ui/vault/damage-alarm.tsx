import type { PublicStatus } from '../../bridge/status.ts';
import { Notice } from '../components/notice.tsx';
import { t } from '../words.ts';

export interface DamageAlarmProps {
  readonly status: PublicStatus;
  /** `short` where there is little room: what it means and what to do is one press away. */
  readonly length?: 'short' | 'whole';
}

/** Entries of the vault were changed behind our back: what that means, and what to do. Nothing where all is sound. */
export const DamageAlarm = ({ status, length = 'whole' }: DamageAlarmProps) => {
  const { damaged = 0 } = status;
  if (damaged === 0) return null;
  const words = (
    <>
      <p>{t('damage_what')}</p>
      <p>{t('damage_do')}</p>
    </>
  );
  return (
    <div class="damage" data-testid="damage" data-count={damaged}>
      <Notice kind="danger" role="alert" title={t('damage_title', damaged)}>
        {length === 'whole' ? (
          words
        ) : (
          <details class="details">
            <summary>{t('damage_more')}</summary>
            {words}
          </details>
        )}
      </Notice>
    </div>
  );
};
