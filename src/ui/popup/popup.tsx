import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { callBackground } from '../../bridge/background-client.ts';
import type { TakenFrom } from '../../bridge/background-commands.ts';
import { Notice } from '../components/notice.tsx';
import { ClosedHint } from '../vault/closed-hint.tsx';
import { VaultGate } from '../vault/vault-gate.tsx';
import { t } from '../words.ts';
import { WaitingHint } from './hand-over.tsx';
import { PopupHome } from './popup-home.tsx';
import { UnlockWatch } from './unlock-watch.tsx';

/** Has this window opened by itself, because a page got the keys of the side panel or of a composer? */
const useTaken = (): TakenFrom | null => {
  const [taken, setTaken] = useState<TakenFrom | null>(null);
  useEffect(() => {
    callBackground('panel.taken', {}).then(
      (answer) => setTaken(answer.from),
      () => undefined,
    );
  }, []);
  useLayoutEffect(() => {
    if (!taken) return;
    const closing = ({ key }: KeyboardEvent): void => {
      if (key === 'Escape') void callBackground('panel.seen', {}).catch(() => undefined);
    };
    addEventListener('keydown', closing);
    return () => removeEventListener('keydown', closing);
  }, [taken]);
  return taken;
};

/** What the toolbar button opens. Where it has opened by itself there is no button that a person who types on could press. */
export const Popup = () => {
  const taken = useTaken();
  const [wasLocked, setWasLocked] = useState(false);
  return (
    <>
      {taken && (
        <div class="popup">
          <Notice kind="danger" role="alert" testId="popup-taken">
            {t(taken === 'panel' ? 'popup_taken' : 'popup_page_gone')}
          </Notice>
        </div>
      )}
      <VaultGate
        closed={(state) => <ClosedHint state={state} />}
        locked={
          <>
            <UnlockWatch />
            {!taken && <WaitingHint onLocked={() => setWasLocked(true)} />}
          </>
        }
      >
        {!taken && <PopupHome unlockedHere={wasLocked} />}
      </VaultGate>
    </>
  );
};
