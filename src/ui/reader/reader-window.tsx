import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { FrameContext } from '../../bridge/views.ts';
import { Brand } from '../components/brand.tsx';
import { closeFrame } from '../frame/close-frame.tsx';
import { guardDrags } from '../frame/guard-drags.ts';
import { OtherWindow } from '../frame/other-window.tsx';
import { SignLine, signId } from '../sign/sign-line.tsx';
import { tokenKind } from '../token-kind.ts';
import { t } from '../words.ts';
import { ReaderCard } from './reader-card-later.tsx';
import { ReaderGate } from './reader-gate.tsx';
import { ReaderText } from './reader-text.tsx';

interface ReaderWindowProps {
  readonly context: FrameContext;
}

/** The reader while the vault is open. It is taken away when the vault locks, and the text with it. */
export const ReaderWindow = ({ context }: ReaderWindowProps) => {
  const main = useRef<HTMLElement>(null);
  const token = context.token ?? '';
  const kind = tokenKind(token);
  const [opened, setOpened] = useState(false);
  // Before anything is to be seen: who sees the text may press Escape.
  useLayoutEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    guardDrags(signal);
    addEventListener('keydown', ({ key }) => key === 'Escape' && closeFrame(), { signal });
    return () => stop.abort();
  }, []);
  // With the keys, so that a long text is scrolled by them.
  useLayoutEffect(() => {
    if (opened) main.current?.focus();
  }, [opened]);
  return (
    <main class="frame reader" ref={main} tabIndex={-1} aria-labelledby="reader-title" aria-describedby={signId}>
      <header class="frame-head">
        <h1 class="hidden-title" id="reader-title">
          {t('reader_title')}
        </h1>
        <Brand />
        <SignLine />
        <OtherWindow context={context} />
      </header>
      {!opened && <ReaderGate kind={kind} windowRef={main} onOpen={() => setOpened(true)} />}
      {opened && kind === 'card' && <ReaderCard card={token} windowRef={main} />}
      {opened && kind === 'sealed' && <ReaderText token={token} origin={context.origin} windowRef={main} />}
    </main>
  );
};
