import { useEffect, useState } from 'preact/hooks';
import type { PublicStatus } from '../../bridge/status.ts';
import { askWaiting } from '../../bridge/windows-there.ts';
import { t } from '../words.ts';

/** Longer than a window in a page needs to show itself. Milliseconds. */
const patience = 2_000;
const step = 50;

/** Waits until a window in the page can take the keys. False where none is there, or none comes in time. */
const whenReady = async (): Promise<boolean> => {
  for (const until = performance.now() + patience; performance.now() < until; ) {
    const waiting = await askWaiting();
    if (waiting !== 'soon') return waiting === 'ready';
    await new Promise((resolve) => setTimeout(resolve, step));
  }
  return false;
};

/** What was done to the vault is told here and in no page. */
const isSound = ({ damaged = 0, rolledBack, witnessLost }: PublicStatus): boolean =>
  damaged === 0 && rolledBack !== true && witnessLost !== true;

/**
 * Was this popup opened to unlock, for a window in the page? Then it closes, and the keys go there. Gives whether it stays:
 * undefined until that is known, when nothing may stand here that who types on would press.
 */
export const useStay = (unlockedHere: boolean, status: PublicStatus): boolean | undefined => {
  const [stays, setStays] = useState(unlockedHere && isSound(status) ? undefined : true);
  useEffect(() => {
    if (stays) return;
    void whenReady().then(
      (ready) => (ready ? window.close() : setStays(true)),
      () => setStays(true),
    );
  }, []);
  return stays;
};

/** Says, while it is locked, where one goes on. `onLocked`: it is. */
export const WaitingHint = ({ onLocked }: { readonly onLocked: () => void }) => {
  const [waits, setWaits] = useState(false);
  useEffect(() => {
    onLocked();
    void askWaiting().then((waiting) => setWaits(waiting !== undefined));
  }, []);
  return (
    <p class="hint" role="status" data-testid="popup-waiting">
      {waits && t('popup_waiting')}
    </p>
  );
};
