import { useState } from 'preact/hooks';
import { useNow } from '../use-now.ts';
import { t } from '../words.ts';

/** That one has to wait, and how long still. It is read out when it begins and when it is over, not every second. */
export const WaitWords = ({ seconds }: { readonly seconds: number }) => {
  const [until] = useState(() => Date.now() + 1000 * seconds);
  const left = Math.ceil((until - useNow()) / 1000);
  if (left <= 0) return <span data-testid="wait-over">{t('error_wait_over')}</span>;
  return (
    <>
      <span class="hidden-title">{t('error_wait', seconds)}</span>
      <span aria-hidden="true" data-testid="wait-left" data-left={left}>
        {t('error_wait', left)}
      </span>
    </>
  );
};
