import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { t } from '../words.ts';
import { formatSize } from './format-size.ts';
import type { PassageState } from './use-passage.ts';

interface PassageLineProps {
  readonly state: PassageState;
  /** Bytes of the whole. */
  readonly size: number;
  readonly doing: string;
  readonly done: (name: string) => string;
  readonly onCancel: () => void;
}

/** How far a file is, with the button that stops it; then what became of it. */
export const PassageLine = ({ state, size, doing, done, onCancel }: PassageLineProps) => {
  switch (state.kind) {
    case 'idle':
      return null;
    case 'running':
      return <Running bytes={state.bytes} size={size} doing={doing} onCancel={onCancel} />;
    case 'cancelled':
      return (
        <Outcome>
          <Notice kind="info" role="status" testId="file-cancelled">
            {t('files_cancelled')}
          </Notice>
        </Outcome>
      );
    case 'failed':
      return <ErrorNotice error={state.error} />;
    case 'saved':
      return (
        <Outcome>
          <Notice kind="good" role="status" testId="file-saved">
            <bdi>{done(state.name)}</bdi>
          </Notice>
        </Outcome>
      );
  }
};

/** The button that had the focus is gone; the focus goes to what came of it. */
const Outcome = ({ children }: { readonly children: ComponentChildren }) => {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => place.current?.focus(), []);
  return (
    <div tabIndex={-1} ref={place}>
      {children}
    </div>
  );
};

type RunningProps = Pick<PassageLineProps, 'size' | 'doing' | 'onCancel'> & { readonly bytes: number };

const Running = ({ bytes, size, doing, onCancel }: RunningProps) => {
  const id = useId();
  const line = useRef<HTMLDivElement>(null);
  // The button that was pressed is gone; the focus goes to the one that stops it.
  useLayoutEffect(() => line.current?.querySelector('button')?.focus(), []);
  const language = t('language_tag');
  return (
    <div class="stack" ref={line} data-testid="file-running">
      <label for={id}>{doing}</label>
      <progress class="file-progress" id={id} max={Math.max(1, size)} value={bytes} />
      <div class="actions">
        <Button onClick={onCancel} testId="file-cancel">
          {t('common_cancel')}
        </Button>
        <span class="muted">{t('files_progress', [formatSize(bytes, language), formatSize(size, language)])}</span>
      </div>
    </div>
  );
};
