import { useEffect, useRef, useState } from 'preact/hooks';
import { Busy } from '../components/busy.tsx';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { PassphraseField } from '../components/passphrase-field.tsx';
import { useKeeper } from '../keeper-context.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';

/** Asks for the passphrase. A wrong one stays, selected, so that it can be typed over or looked at. */
export const UnlockForm = ({ onDone }: { readonly onDone: () => void }) => {
  const keeper = useKeeper();
  const [passphrase, setPassphrase] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const unlock = useTask(async () => {
    await keeper.call('vault.unlock', { way: { kind: 'passphrase', passphrase } });
    onDone();
  });
  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    if (unlock.error !== undefined) input.current?.select();
  }, [unlock.error]);
  const submit = (submitting: SubmitEvent): void => {
    submitting.preventDefault();
    if (passphrase !== '') void unlock.run();
  };
  return (
    <form class="stack" onSubmit={submit} noValidate>
      <PassphraseField
        label={t('unlock_passphrase')}
        value={passphrase}
        onInput={setPassphrase}
        inputRef={input}
        testId="unlock-passphrase"
      />
      <ErrorNotice error={unlock.error} />
      <div>
        <Button kind="main" type="submit" busy={unlock.busy} testId="unlock-submit">
          {t('unlock_submit')}
        </Button>
        {unlock.busy && <Busy words={t('unlock_busy')} />}
      </div>
    </form>
  );
};
