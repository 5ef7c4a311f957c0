import { useEffect, useState } from 'preact/hooks';
import { copyText } from '../copy-text.ts';
import { t } from '../words.ts';
import { Button, type ButtonProps } from './button.tsx';

interface CopyButtonProps extends Pick<ButtonProps, 'kind' | 'testId' | 'armed'> {
  readonly text: string;
  readonly words?: string;
  /** Whether a press counts; absent where every press does. */
  readonly judge?: (press: Event) => Promise<boolean>;
}

/** Copies a text and says whether it worked. */
export const CopyButton = ({
  text,
  words = t('common_copy'),
  kind = 'plain',
  testId = 'copy',
  armed,
  judge,
}: CopyButtonProps) => {
  const [outcome, setOutcome] = useState<boolean>();
  useEffect(() => setOutcome(undefined), [text]);
  const press = async (click: Event): Promise<void> => {
    if ((await judge?.(click)) ?? true) setOutcome(await copyText(text));
    else setOutcome(undefined);
  };
  return (
    <span class="copy">
      <Button
        kind={kind}
        testId={testId}
        {...(armed === undefined ? {} : { armed })}
        onClick={(click) => void press(click)}
      >
        {words}
      </Button>
      <span class="copy-outcome" role="status">
        {outcome !== undefined && (outcome ? `✓ ${t('common_copied')}` : t('common_copy_failed'))}
      </span>
    </span>
  );
};
