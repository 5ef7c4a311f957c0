import type { ComponentChildren } from 'preact';
import { errorCode, errorWords } from '../words.ts';

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
export const ErrorNotice = ({ error, id, children }: ErrorNoticeProps) => {
  if (error === undefined) return null;
  const code = errorCode(error);
  const [tone, icon] = calm.has(code) ? ['notice-info', 'i'] : ['notice-danger', '!'];
  return (
    <div class={`notice ${tone}`} role="alert" id={id} data-testid="error" data-code={code}>
      <span class="notice-icon" aria-hidden="true">
        {icon}
      </span>
      <div class="notice-body">
        {errorWords(error)}
        {children}
      </div>
    </div>
  );
};
