import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Busy } from '../components/busy.tsx';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useKeeper } from '../keeper-context.ts';
import { nameProblem, unlessOfName } from '../name-problem.ts';
import { makeSign } from '../sign/make-sign.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';
import { focusFirstProblem } from './focus-first-problem.ts';
import { TwoPassphrases } from './passphrase/two-passphrases.tsx';
import { useChosenPassphrase } from './passphrase/use-chosen-passphrase.ts';
import { useWeaker } from './passphrase/use-weaker.ts';
import { WeakerChoice } from './passphrase/weaker-choice.tsx';

export interface CreateFormProps {
  /** `vault.createAnew` after the alarm that a vault is gone, `vault.startOver` in the place of one that is there. */
  readonly command: 'vault.create' | 'vault.createAnew' | 'vault.startOver';
  /** The vault exists and is open. Its passphrase spares typing it again for the recovery key. */
  readonly onDone: (passphrase: string) => void;
}

/** Name and passphrase for a new vault. */
export const CreateForm = ({ command, onDone }: CreateFormProps) => {
  const keeper = useKeeper();
  const [name, setName] = useState('');
  const chosen = useChosenPassphrase();
  const weaker = useWeaker();
  const [tried, setTried] = useState(false);
  const create = useTask(async () => {
    const wish = { name: name.trim(), passphrase: chosen.passphrase, sign: makeSign(t('sign_list')) };
    await weaker.attempt((agreed) => keeper.call(command, { ...wish, weaker: agreed }));
    onDone(chosen.passphrase);
  });
  const form = useRef<HTMLFormElement>(null);
  const first = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => first.current?.focus(), []);
  useEffect(() => {
    if (form.current && create.error !== undefined) focusFirstProblem(form.current);
  }, [create.error]);
  const submit = (submitting: SubmitEvent): void => {
    submitting.preventDefault();
    setTried(true);
    if (chosen.ready && name.trim() !== '') void create.run();
    else focusFirstProblem(submitting.currentTarget as HTMLFormElement);
  };
  return (
    <form class="stack" ref={form} onSubmit={submit} onInput={create.clear} noValidate>
      <TextField
        label={t('create_name')}
        hint={t('create_name_hint')}
        value={name}
        onInput={setName}
        problem={nameProblem({ name, tried, error: create.error })}
        testId="create-name"
        inputRef={first}
      />
      <TwoPassphrases
        chosen={chosen}
        label={t('create_passphrase')}
        hint={t('create_passphrase_hint')}
        personal={[name]}
        tried={tried}
        testId="create-passphrase"
      />
      <WeakerChoice weaker={weaker} />
      <SubmitLine busy={create.busy} />
      <ErrorNotice error={unlessOfName(create.error)} />
    </form>
  );
};

const SubmitLine = ({ busy }: { readonly busy: boolean }) => (
  <div>
    <Button kind="main" type="submit" busy={busy} testId="create-submit">
      {t('create_submit')}
    </Button>
    {busy && <Busy words={t('create_busy')} />}
  </div>
);
