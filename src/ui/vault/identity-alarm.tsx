import { Notice } from '../components/notice.tsx';
import { t } from '../words.ts';
import type { DamageAlarmProps } from './damage-alarm.tsx';

/** My own keys are damaged or gone: what still works, and how they come back. Nothing where they are whole. */
export const IdentityAlarm = ({ status, length = 'whole' }: DamageAlarmProps) =>
  status.identityDamaged === true && (
    <div class="damage">
      <Notice kind="danger" role="alert" title={t('identity_lost_title')} testId="identity-damaged">
        <p>{t('identity_lost_what')}</p>
        {length === 'whole' ? (
          <p>{t('identity_lost_do')}</p>
        ) : (
          <details class="details">
            <summary>{t('damage_more')}</summary>
            <p>{t('identity_lost_do')}</p>
          </details>
        )}
      </Notice>
    </div>
  );
