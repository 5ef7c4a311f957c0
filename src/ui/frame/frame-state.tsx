import type { ComponentChildren } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { FrameContext } from '../../bridge/views.ts';
import { Brand } from '../components/brand.tsx';
import { Busy } from '../components/busy.tsx';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { WithSign } from '../sign/sign-context.tsx';
import { useStatus } from '../use-status.ts';
import { t } from '../words.ts';
import { CloseButton, closeFrame } from './close-frame.tsx';

interface FrameStateProps {
  readonly kind: FrameContext['kind'];
  readonly children: () => ComponentChildren;
}

/**
 * While the vault is closed: says how to open it, and goes on by itself when that is done. A passphrase is never asked
 * for in a page: a page could show a field that looks the same.
 */
export const FrameState = ({ kind, children }: FrameStateProps) => {
  const { status, error, refresh } = useStatus();
  if (status?.state === 'unlocked') return <WithSign revision={status.revision}>{children()}</WithSign>;
  if (status) return <Closed title={closedTitle(status.state)} words={closedWords(status.state, kind)} />;
  if (error === undefined) return <Busy words={t('common_loading')} />;
  return (
    <main class="frame">
      <ErrorNotice error={error}>
        <div class="actions">
          <Button onClick={refresh}>{t('common_retry')}</Button>
        </div>
      </ErrorNotice>
      <CloseButton />
    </main>
  );
};

const closedTitle = (state: 'empty' | 'missing' | 'locked'): string => {
  if (state === 'empty') return t('frame_empty_title');
  return state === 'missing' ? t('missing_title') : t('frame_locked_title');
};

const closedWords = (state: 'empty' | 'missing' | 'locked', kind: FrameContext['kind']): string => {
  if (state === 'empty') return t('frame_empty');
  if (state === 'missing') return t('frame_missing');
  return kind === 'composer' ? t('frame_locked_write') : t('frame_locked_read');
};

const Closed = ({ title, words }: { readonly title: string; readonly words: string }) => {
  useLayoutEffect(() => {
    const stop = new AbortController();
    addEventListener('keydown', ({ key }) => key === 'Escape' && closeFrame(), { signal: stop.signal });
    return () => stop.abort();
  }, []);
  return (
    <main class="frame frame-note" data-testid="frame-locked">
      <Brand />
      <h1>{title}</h1>
      <p role="status">{words}</p>
      <CloseButton />
    </main>
  );
};
