import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { CloseButton } from '../frame/close-frame.tsx';
import { RefusalNotice } from '../frame/refusal-notice.tsx';
import { useAwaited } from '../frame/use-awaited.ts';
import type { Refusal } from '../frame/use-consent.ts';
import { useConsent } from '../frame/use-consent.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';

interface ReaderGateProps {
  readonly kind: 'card' | 'sealed';
  readonly windowRef: RefObject<HTMLElement | null>;
  readonly onOpen: () => void;
}

/**
 * Before anything is opened, looked up or logged: a press in here, behind the same gate as Seal. The press on a mark may
 * be one that a page has led there. It says the same no matter who can open the text, and stands where nothing else is pressed
 * afterwards.
 */
export const ReaderGate = ({ kind, windowRef, onOpen }: ReaderGateProps) => {
  const gate = useRef<HTMLElement>(null);
  const consent = useConsent([windowRef, gate]);
  const [refusal, setRefusal] = useState<Refusal>();
  const open = useTask(async (press: Event) => {
    const refused = await consent.judge(press);
    setRefusal(refused);
    if (refused === undefined) onOpen();
  });
  useLayoutEffect(() => gate.current?.querySelector('button')?.focus({ preventScroll: true }), []);
  useAwaited();
  return (
    <>
      <section class="reader-gate" ref={gate}>
        <p>{kind === 'card' ? t('reader_gate_card') : t('reader_gate_text')}</p>
        <Button
          kind="main"
          busy={open.busy}
          onClick={(press) => void open.run(press)}
          armed={consent.armed}
          testId="reader-open"
        >
          {kind === 'card' ? t('reader_gate_look') : t('reader_gate_read')}
        </Button>
      </section>
      <RefusalNotice refusal={refusal} covered={t('reader_gate_covered')} />
      <ErrorNotice error={open.error} />
      <footer class="frame-foot comes-last">
        <CloseButton />
      </footer>
    </>
  );
};
