import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Opened } from '../../bridge/views.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { PassphraseField } from '../components/passphrase-field.tsx';
import { StretchBusy } from '../components/stretch-busy.tsx';
import { useKeeper } from '../keeper-context.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';

interface PassphraseOpenProps {
  readonly token: string;
  readonly onOpened: (opened: Opened) => void;
}

/** Asks for the passphrase of a text. */
export const PassphraseOpen = ({ token, onOpened }: PassphraseOpenProps) => {
  const keeper = useKeeper();
  const [passphrase, setPassphrase] = useState('');
  const [tried, setTried] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const open = useTask(async () => onOpened(await keeper.call('text.openWithPassphrase', { token, passphrase })));
  useLayoutEffect(() => input.current?.focus(), []);
  useLayoutEffect(() => {
    if (open.error !== undefined) input.current?.select();
  }, [open.error]);
  const submit = (submitting: SubmitEvent): void => {
    submitting.preventDefault();
    setTried(true);
    if (passphrase !== '') void open.run();
    else input.current?.focus();
  };
  return (
    <form class="stack" onSubmit={submit} onInput={open.clear} noValidate>
      <p>{t('open_passphrase_needed')}</p>
      <PassphraseField
        label={t('composer_passphrase_label')}
        value={passphrase}
        onInput={setPassphrase}
        problem={tried && passphrase === '' ? t('error_passphrase_empty') : undefined}
        inputRef={input}
        testId="open-passphrase"
      />
      <div>
        <Button kind="main" type="submit" busy={open.busy} testId="open-passphrase-submit">
          {t('open_submit')}
        </Button>
        {open.busy && <StretchBusy words={t('reader_busy')} />}
      </div>
      <ErrorNotice error={open.error} />
    </form>
  );
};
