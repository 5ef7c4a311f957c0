import type { Ref } from 'preact';
import { useState } from 'preact/hooks';
import { useKeeper } from '../keeper-context.ts';
import { t } from '../words.ts';
import { Button } from './button.tsx';
import { TextField } from './text-field.tsx';

interface PassphraseFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  readonly testId?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A passphrase, hidden until asked for. Stands only in pages of our own, never in a frame inside a web page. */
export const PassphraseField = (props: PassphraseFieldProps) => {
  const keeper = useKeeper();
  const [shown, setShown] = useState(false);
  const onInput = (value: string): void => {
    // The first letter says that a passphrase is about to be stretched.
    if (props.value === '' && value !== '') void keeper.call('stretch.warm', {}).catch(() => undefined);
    props.onInput(value);
  };
  return (
    <TextField
      {...props}
      onInput={onInput}
      type={shown ? 'text' : 'password'}
      after={
        <Button
          label={t('common_labelled', [shown ? t('common_hide') : t('common_show'), props.label])}
          onClick={() => setShown(!shown)}
        >
          {shown ? t('common_hide') : t('common_show')}
        </Button>
      }
    />
  );
};
