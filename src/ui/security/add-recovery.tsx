import { t } from '../words.ts';
import { PartFrame, toVault } from './part-frame.tsx';
import { RecoverySteps } from './recovery-steps.tsx';
import type { TellProps } from './tell-props.ts';

/** A recovery sheet for an older vault, or one more. */
export const AddRecovery = ({ tell }: TellProps) => (
  <PartFrame title={t('sheet_part_title')}>
    <p>{t('sheet_about')}</p>
    <p class="hint">{t('sheet_leave')}</p>
    <RecoverySteps
      onDone={() => {
        tell({ words: t('sheet_done') });
        toVault();
      }}
    />
  </PartFrame>
);
