import { useEffect, useState } from 'preact/hooks';
import { copyText } from '../copy-text.ts';
import { t } from '../words.ts';
import { Button, type ButtonProps } from './button.tsx';

interface CopyButtonProps extends Pick<ButtonProps, 'kind' | 'testId'> {
  readonly text: string;
  readonly words?: string;
}

/** Copies a text and says whether it worked. */
export const CopyButton = ({ text, words = t('common_copy'), kind = 'plain', testId = 'copy' }: CopyButtonProps) => {
  const [outcome, setOutcome] = useState<boolean>();
  useEffect(() => setOutcome(undefined), [text]);
  return (
    <span class="copy">
      <Button kind={kind} testId={testId} onClick={() => void copyText(text).then(setOutcome)}>
        {words}
      </Button>
      <span class="copy-outcome" role="status">
        {outcome !== undefined && (outcome ? `✓ ${t('common_copied')}` : t('common_copy_failed'))}
      </span>
    </span>
  );
};
