import type { ComponentChildren } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { errorCode, errorWords, waitOf } from '../words.ts';
import { WaitWords } from './wait-words.tsx';

interface ErrorNoticeProps {
  /** Nothing is shown for undefined. */
  readonly error: unknown;
  readonly id?: string;
  /** What can be done about it. */
  readonly children?: ComponentChildren;
}

/** Nothing went wrong and nobody did anything bad: there is only something that cannot be done now. */
const calm: ReadonlySet<string> = new Set(['not-for-me', 'locked']);

/** Begun anew for every error, though it be of the same kind. */
const Words = ({ error }: { readonly error: unknown }) => {
  const times = useRef(0);
  const key = useMemo(() => times.current++, [error]);
  const seconds = waitOf(error);
  return seconds === undefined ? errorWords(error) : <WaitWords key={key} seconds={seconds} />;
};

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
        <Words error={error} />
        {children}
      </div>
    </div>
  );
};
