import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { useNow } from '../use-now.ts';
import { errorCode, errorWords, t, waitOf } from '../words.ts';

interface ErrorNoticeProps {
  /** Nothing is shown for undefined. */
  readonly error: unknown;
  readonly id?: string;
  /** What can be done about it. */
  readonly children?: ComponentChildren;
}

/** Nothing went wrong and nobody did anything bad: there is only something that cannot be done now. */
const calm: ReadonlySet<string> = new Set(['not-for-me', 'locked']);

/** What went wrong, in words, read out at once. */
export const ErrorNotice = ({ error, ...rest }: ErrorNoticeProps) => {
  if (error === undefined) return null;
  const seconds = waitOf(error);
  if (seconds !== undefined) return <WaitNotice error={error} seconds={seconds} {...rest} />;
  return <Box error={error} calm={calm.has(errorCode(error))} words={errorWords(error)} {...rest} />;
};

interface BoxProps extends ErrorNoticeProps {
  readonly calm: boolean;
  readonly words: ComponentChildren;
}

const Box = ({ error, id, children, calm, words }: BoxProps) => (
  <div
    class={`notice ${calm ? 'notice-info' : 'notice-danger'}`}
    role="alert"
    id={id}
    data-testid="error"
    data-code={errorCode(error)}
  >
    <span class="notice-icon" aria-hidden="true">
      {calm ? 'i' : '!'}
    </span>
    <div class="notice-body">
      {words}
      {children}
    </div>
  </div>
);

/** Counts down. Read out are the beginning and the end of the wait, not every second. */
const WaitNotice = ({ seconds, ...rest }: ErrorNoticeProps & { readonly seconds: number }) => {
  // The next refusal starts again, even if it lasts as long.
  const until = useMemo(() => Date.now() + 1000 * seconds, [rest.error]);
  const left = Math.ceil((until - useNow()) / 1000);
  if (left <= 0) return <Box {...rest} calm words={<span data-testid="wait-over">{t('error_wait_over')}</span>} />;
  const words = (
    <>
      <span class="hidden-title">{errorWords(rest.error)}</span>
      <span aria-hidden="true" data-testid="wait-left" data-left={left}>
        {t('error_wait', left)}
      </span>
    </>
  );
  return <Box {...rest} calm={false} words={words} />;
};
