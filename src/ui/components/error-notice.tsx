import type { ComponentChildren } from 'preact';
import { errorCode, errorWords } from '../words.ts';

interface ErrorNoticeProps {
  /** Nothing is shown for undefined. */
  readonly error: unknown;
  readonly id?: string;
  /** What can be done about it. */
  readonly children?: ComponentChildren;
}

/** What went wrong, in words, read out at once. */
export const ErrorNotice = ({ error, id, children }: ErrorNoticeProps) =>
  error === undefined ? null : (
    <div class="notice notice-danger" role="alert" id={id} data-testid="error" data-code={errorCode(error)}>
      <span class="notice-icon" aria-hidden="true">
        !
      </span>
      <div class="notice-body">
        {errorWords(error)}
        {children}
      </div>
    </div>
  );
