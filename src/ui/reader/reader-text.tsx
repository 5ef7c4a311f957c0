import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Busy } from '../components/busy.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Spoken } from '../components/spoken.tsx';
import { CloseButton } from '../frame/close-frame.tsx';
import { RefusalNotice } from '../frame/refusal-notice.tsx';
import { ToPanel } from '../frame/to-panel.tsx';
import { type Consent, type Refusal, useConsent } from '../frame/use-consent.ts';
import { useKeeper } from '../keeper-context.ts';
import { OpenedText } from '../text/opened-text.tsx';
import { senderWords } from '../text/sender-words.ts';
import { useLoaded } from '../use-loaded.ts';
import { errorCode, t } from '../words.ts';
import { useStranger } from './use-stranger.ts';

interface ReaderTextProps {
  readonly token: string;
  /** The site it stands on. */
  readonly origin: string;
  readonly windowRef: RefObject<HTMLElement | null>;
}

/**
 * Opens a sealed text (the person pressed in here, see `ReaderGate`) and shows it. It is copied behind the same gate as Seal:
 * some pages may read what is copied.
 */
export const ReaderText = ({ token, origin, windowRef }: ReaderTextProps) => {
  const keeper = useKeeper();
  const foot = useRef<HTMLElement>(null);
  const consent = useConsent([windowRef, foot]);
  const { judge, refusal } = useJudge(consent);
  const loaded = useLoaded(() => keeper.call('text.open', { token }), [keeper, token]);
  const opened = loaded.value;
  const stranger = useStranger(opened, loaded.reload);
  const passphrase = loaded.error !== undefined && errorCode(loaded.error) === 'passphrase-needed';
  return (
    <>
      <Spoken words={opened && t('reader_spoken', [senderWords(opened.sender)])} />
      {opened && <OpenedText opened={opened} foundOn={origin} />}
      {stranger?.views && <stranger.views.StrangerCard {...stranger} />}
      {!opened && loaded.error === undefined && <Busy words={t('reader_busy')} />}
      {passphrase ? (
        <p data-testid="reader-passphrase">{t('reader_passphrase')}</p>
      ) : (
        <ErrorNotice error={loaded.error} />
      )}
      <footer class={stranger ? 'frame-foot comes-last' : 'frame-foot'} ref={foot}>
        <RefusalNotice refusal={refusal} covered={stranger ? t('reader_press_covered') : t('reader_copy_covered')} />
        <ErrorNotice error={stranger?.add.error} />
        {stranger?.views && <stranger.views.AddStranger {...stranger} armed={consent.armed} judge={judge} />}
        {opened && <CopyButton text={opened.text} armed={consent.armed} judge={judge} testId="reader-copy" />}
        {passphrase && <ToPanel kind="main" words={t('reader_use_panel')} />}
        <CloseButton />
      </footer>
    </>
  );
};

/** Whether a press counts; where it does not, why. */
const useJudge = (consent: Consent) => {
  const [refusal, setRefusal] = useState<Refusal>();
  const judge = async (press: Event): Promise<boolean> => {
    const refused = await consent.judge(press);
    setRefusal(refused);
    return refused === undefined;
  };
  return { judge, refusal };
};
