import { useState } from 'preact/hooks';
import { Busy } from '../components/busy.tsx';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { PassphraseField } from '../components/passphrase-field.tsx';
import { TextField } from '../components/text-field.tsx';
import { useKeeper } from '../keeper-context.ts';
import { isRefusal, remarkOnPassphrase } from '../passphrase-rules.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';
import { NewPassphrase } from './new-passphrase.tsx';

interface CreateFormProps {
  /** `vault.createAnew` after the alarm that a vault is gone. */
  readonly command: 'vault.create' | 'vault.createAnew';
  /** The vault exists and is open. */
  readonly onDone: () => void;
}

/** Name and passphrase for a new vault. */
export const CreateForm = ({ command, onDone }: CreateFormProps) => {
  const keeper = useKeeper();
  const [name, setName] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const ready = name.trim() !== '' && !isRefusal(remarkOnPassphrase(passphrase)) && passphrase === again;
  const create = useTask(async () => {
    await keeper.call(command, { name: name.trim(), passphrase });
    onDone();
  });
  const submit = (submitting: SubmitEvent): void => {
    submitting.preventDefault();
    setTried(true);
    if (ready) void create.run();
    else focusFirstProblem(submitting.currentTarget as HTMLFormElement);
  };
  return (
    <form class="stack" onSubmit={submit} noValidate>
      <NameField value={name} onInput={setName} tried={tried} />
      <NewPassphrase
        label={t('create_passphrase')}
        hint={t('create_passphrase_hint')}
        value={passphrase}
        onInput={setPassphrase}
        tried={tried}
        testId="create-passphrase"
      />
      <PassphraseField
        label={t('create_passphrase_again')}
        value={again}
        onInput={setAgain}
        problem={tried && again !== passphrase ? t('create_problem_different') : undefined}
        testId="create-passphrase-again"
      />
      <SubmitLine busy={create.busy} />
      <ErrorNotice error={create.error} />
    </form>
  );
};

interface NameFieldProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly tried: boolean;
}

const NameField = ({ value, onInput, tried }: NameFieldProps) => (
  <TextField
    label={t('create_name')}
    hint={t('create_name_hint')}
    value={value}
    onInput={onInput}
    problem={tried && value.trim() === '' ? t('create_problem_name') : undefined}
    testId="create-name"
  />
);

const SubmitLine = ({ busy }: { readonly busy: boolean }) => (
  <div>
    <Button kind="main" type="submit" busy={busy} testId="create-submit">
      {t('create_submit')}
    </Button>
    {busy && <Busy words={t('create_busy')} />}
  </div>
);

/** After the problems were named, the focus goes to the first field that has one. */
const focusFirstProblem = (form: HTMLFormElement): void => {
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
};
