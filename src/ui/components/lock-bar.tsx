import { useEffect } from 'preact/hooks';
import type { PublicStatus } from '../../bridge/status.ts';
import { useKeeper } from '../keeper-context.ts';
import { formatCountdown } from '../time.ts';
import { useNow } from '../use-now.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';
import { Button } from './button.tsx';
import { ErrorNotice } from './error-notice.tsx';

interface LockBarProps {
  readonly status: PublicStatus;
  /** Asks the keeper again, when the time has run out. */
  readonly onDue: () => void;
}

/** How long the vault stays open, and the button that locks it now. */
export const LockBar = ({ status, onDue }: LockBarProps) => {
  const keeper = useKeeper();
  const now = useNow();
  const left = (status.lockAt ?? Number.POSITIVE_INFINITY) - now;
  const lock = useTask(async () => void (await keeper.call('vault.lock', {})));
  useEffect(() => {
    if (left <= 0) onDue();
  }, [left <= 0, onDue]);
  return (
    <div class="lock-bar">
      <span class="lock-left" data-testid="lock-left">
        <span class="dot" aria-hidden="true" />
        {t('state_unlocked')}
        {Number.isFinite(left) && <span class="muted">, {t('lock_countdown', [formatCountdown(left)])}</span>}
      </span>
      <Button testId="lock" busy={lock.busy} onClick={() => void lock.run()}>
        {t('lock_action')}
      </Button>
      <ErrorNotice error={lock.error} />
    </div>
  );
};
