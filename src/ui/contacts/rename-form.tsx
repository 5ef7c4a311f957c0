import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { nameProblem, unlessOfName } from '../name-problem.ts';
import { useTask } from '../use-task.ts';
import { focusFirstProblem } from '../vault/focus-first-problem.ts';
import { t } from '../words.ts';

interface RenameFormProps {
  readonly label: string;
  readonly name: string;
  readonly onRename: (name: string) => Promise<void>;
  readonly onCancel: () => void;
}

/** Asks for another name. */
export const RenameForm = ({ label, name, onRename, onCancel }: RenameFormProps) => {
  const [typed, setTyped] = useState(name);
  const [tried, setTried] = useState(false);
  const rename = useTask(async () => onRename(typed.trim()));
  const submit = (submitting: SubmitEvent): void => {
    submitting.preventDefault();
    setTried(true);
    if (typed.trim() !== '') void rename.run();
    else focusFirstProblem(submitting.currentTarget as HTMLFormElement);
  };
  return (
    <form class="stack" onSubmit={submit} onInput={rename.clear} noValidate>
      <TextField
        label={label}
        value={typed}
        onInput={setTyped}
        problem={nameProblem({ name: typed, tried, error: rename.error })}
        testId="rename-input"
      />
      <div class="actions">
        <Button kind="main" type="submit" busy={rename.busy} testId="rename-submit">
          {t('common_save')}
        </Button>
        <Button onClick={onCancel}>{t('common_cancel')}</Button>
      </div>
      <ErrorNotice error={unlessOfName(rename.error)} />
    </form>
  );
};
