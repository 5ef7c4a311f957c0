import { useState } from 'preact/hooks';
import { callBackground } from '../../bridge/background-client.ts';
import { openPanelHere } from '../../bridge/open-panel.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';
import { leaveFrame } from './close-frame.tsx';

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
    // First what the panel is for, so that it finds that when it opens.
    const { opened } = await callBackground('frame.toPanel', { reason: 'asked' });
    // The background has closed the frame with it.
    if (opened) return;
    if (await openPanelHere()) leaveFrame();
    else setStayed(true);
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
