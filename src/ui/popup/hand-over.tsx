import { useEffect, useState } from 'preact/hooks';
import type { PublicStatus } from '../../bridge/status.ts';
import { tabUnderView } from '../../bridge/tab-in-front.ts';
import { askWaiting, whenReady } from '../../bridge/windows-there.ts';
import { isSound } from '../vault/is-sound.ts';
import { t } from '../words.ts';

const isReady = async (): Promise<boolean> => {
  const tab = await tabUnderView();
  return tab !== undefined && whenReady(tab.id);
};

/**
 * Was this popup opened to unlock, for a window in the page? Then it closes, and the keys go there. Gives whether it stays:
 * undefined until that is known, when nothing may stand here that who types on would press.
 */
export const useStay = (unlockedHere: boolean, status: PublicStatus): boolean | undefined => {
  const [stays, setStays] = useState(unlockedHere && isSound(status) ? undefined : true);
  useEffect(() => {
    if (stays) return;
    void isReady().then(
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
    const ask = async (): Promise<boolean> => {
      const tab = await tabUnderView();
      return tab !== undefined && (await askWaiting(tab.id)) !== undefined;
    };
    void ask().then(setWaits);
  }, []);
  return (
    <p class="hint" role="status" data-testid="popup-waiting">
      {waits && t('popup_waiting')}
    </p>
  );
};
