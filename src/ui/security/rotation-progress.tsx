import { useId } from 'preact/hooks';
import type { RotationView } from '../../bridge/views.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';

interface RotationProgressProps {
  readonly state: RotationView;
  readonly onStop: () => Promise<void>;
}

/** How far the change of the key has come. Stopping loses nothing. */
export const RotationProgress = ({ state: { done, total }, onStop }: RotationProgressProps) => {
  const id = useId();
  const stop = useTask(onStop);
  return (
    <div class="stack" data-testid="rotate-progress">
      <label for={id}>{t('rotate_progress', [done, total])}</label>
      <progress id={id} value={done} max={Math.max(total, 1)} />
      <div class="actions">
        <Button busy={stop.busy} onClick={() => void stop.run()} testId="rotate-stop">
          {t('rotate_stop')}
        </Button>
        <span class="hint">{t('rotate_stop_hint')}</span>
      </div>
      <ErrorNotice error={stop.error} />
    </div>
  );
};
