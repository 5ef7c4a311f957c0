import { useState } from 'preact/hooks';
import { callBackground } from '../../bridge/background-client.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';

interface ToPanelProps {
  readonly words: string;
  readonly kind?: 'main' | 'plain' | 'quiet';
  /** What must be done before the frame goes. */
  readonly before?: () => Promise<void>;
}

/** Moves what this frame does to the side panel. */
export const ToPanel = ({ words, kind = 'plain', before }: ToPanelProps) => {
  const [stayed, setStayed] = useState(false);
  const move = useTask(async () => {
    await before?.();
    const { opened } = await callBackground('frame.toPanel', { reason: 'asked' });
    setStayed(!opened);
  });
  return (
    <>
      <Button kind={kind} busy={move.busy} onClick={() => void move.run()} testId="frame-to-panel">
        {words}
      </Button>
      {stayed && (
        <Notice kind="warn" role="alert">
          {t('panel_not_opened')}
        </Notice>
      )}
      <ErrorNotice error={move.error} />
    </>
  );
};
