import { useLayoutEffect, useRef } from 'preact/hooks';
import type { FrameContext } from '../../bridge/views.ts';
import { Brand } from '../components/brand.tsx';
import { closeFrame } from '../frame/close-frame.tsx';
import { guardDrags } from '../frame/guard-drags.ts';
import { useHeight } from '../frame/use-height.ts';
import { SignLine, signId } from '../sign/sign-line.tsx';
import { tokenKind } from '../token-kind.ts';
import { t } from '../words.ts';
import type { OpenText } from './open-ahead.ts';
import { ReaderCard } from './reader-card-later.tsx';
import { ReaderText } from './reader-text.tsx';

interface ReaderWindowProps {
  readonly context: FrameContext;
  readonly open: OpenText;
}

/** The reader while the vault is open. It is taken away when the vault locks, and the text with it. */
export const ReaderWindow = ({ context, open }: ReaderWindowProps) => {
  const main = useRef<HTMLElement>(null);
  const token = context.token ?? '';
  useHeight(main);
  // Before anything is to be seen: who sees the text may press Escape.
  useLayoutEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    guardDrags(signal);
    main.current?.focus();
    addEventListener('keydown', ({ key }) => key === 'Escape' && closeFrame(), { signal });
    return () => stop.abort();
  }, []);
  return (
    <main class="frame reader" ref={main} tabIndex={-1} aria-labelledby="reader-title" aria-describedby={signId}>
      <header class="frame-head">
        <h1 class="hidden-title" id="reader-title">
          {t('reader_title')}
        </h1>
        <Brand />
        <SignLine />
      </header>
      {tokenKind(token) === 'card' ? (
        <ReaderCard card={token} windowRef={main} />
      ) : (
        <ReaderText token={token} origin={context.origin} open={open} windowRef={main} />
      )}
    </main>
  );
};
