import { useState } from 'preact/hooks';
import type { ContactView } from '../../bridge/views.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useKeeper } from '../keeper-context.ts';
import { nameProblem, unlessOfName } from '../name-problem.ts';
import { useTask } from '../use-task.ts';
import { focusFirstProblem } from '../vault/focus-first-problem.ts';
import { t } from '../words.ts';

interface AddAsAnotherProps {
  /** To begin with; empty where that on the card is none to start from. */
  readonly name: string;
  readonly card: string;
  readonly onDone: (contact: ContactView) => void;
}

/** Takes the card as somebody else, under a name of one's own choice. */
export const AddAsAnother = ({ name, card, onDone }: AddAsAnotherProps) => {
  const keeper = useKeeper();
  const [alias, setAlias] = useState(name === '' ? '' : `${name} (2)`);
  const [tried, setTried] = useState(false);
  const add = useTask(async () => onDone(await keeper.call('contacts.addAs', { card, alias: alias.trim() })));
  const submit = (submitting: SubmitEvent): void => {
    submitting.preventDefault();
    setTried(true);
    if (alias.trim() !== '') void add.run();
    else focusFirstProblem(submitting.currentTarget as HTMLFormElement);
  };
  return (
    <form class="stack" onSubmit={submit} onInput={add.clear} noValidate>
      <TextField
        label={name === '' ? t('contact_rename_label') : t('changed_another_label')}
        value={alias}
        onInput={setAlias}
        problem={nameProblem({ name: alias, tried, error: add.error })}
        testId="changed-another-name"
      />
      <div>
        <Button type="submit" busy={add.busy} testId="changed-another-submit">
          {t('changed_another_submit')}
        </Button>
      </div>
      <ErrorNotice error={unlessOfName(add.error)} />
    </form>
  );
};
