import { callBackground } from '../../bridge/background-client.ts';
import { Button } from '../components/button.tsx';
import { t } from '../words.ts';

/** Takes the frame off the page. Where nobody answers any more, the page is on its way out and the frame with it. */
export const closeFrame = (): void => void callBackground('frame.close', {}).catch(() => undefined);

/** The same, where it goes on in the side panel: the page gets no keys. */
export const leaveFrame = (): void => void callBackground('frame.close', { away: true }).catch(() => undefined);

export const CloseButton = () => (
  <Button onClick={closeFrame} testId="frame-close">
    {t('common_close')}
  </Button>
);
