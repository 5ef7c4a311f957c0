import type { ComponentChildren } from 'preact';
import { errorCode, errorWords, t } from '../words.ts';
import { useWait } from './use-wait.ts';

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
export const ErrorNotice = (props: ErrorNoticeProps) => (props.error === undefined ? null : <Shown {...props} />);

const Shown = ({ error, id, children }: ErrorNoticeProps) => {
  const code = errorCode(error);
  const left = useWait(error);
  const [tone, icon] = calm.has(code) || left === 0 ? ['notice-info', 'i'] : ['notice-danger', '!'];
  return (
    <div class={`notice ${tone}`} role="alert" id={id} data-testid="error" data-code={code}>
      <span class="notice-icon" aria-hidden="true">
        {icon}
      </span>
      <div class="notice-body">
        {left === undefined ? errorWords(error) : <Wait error={error} left={left} />}
        {children}
      </div>
    </div>
  );
};

/** Read out are the beginning and the end of the wait, not every second. */
const Wait = ({ error, left }: { readonly error: unknown; readonly left: number }) =>
  left === 0 ? (
    <span data-testid="wait-over">{t('error_wait_over')}</span>
  ) : (
    <>
      <span class="hidden-title">{errorWords(error)}</span>
      <span aria-hidden="true" data-testid="wait-left" data-left={left}>
        {t('error_wait', left)}
      </span>
    </>
  );
