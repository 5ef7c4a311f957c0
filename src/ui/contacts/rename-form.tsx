import { useState } from 'preact/hooks';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextField } from '../components/text-field.tsx';
import { useTask } from '../use-task.ts';
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
  const rename = useTask(async () => onRename(typed.trim()));
  const submit = (submitting: SubmitEvent): void => {
    submitting.preventDefault();
    if (typed.trim() !== '') void rename.run();
  };
  return (
    <form class="stack" onSubmit={submit} noValidate>
      <TextField label={label} value={typed} onInput={setTyped} testId="rename-input" />
      <div class="actions">
        <Button kind="main" type="submit" busy={rename.busy} testId="rename-submit">
          {t('common_save')}
        </Button>
        <Button onClick={onCancel}>{t('common_cancel')}</Button>
      </div>
      <ErrorNotice error={rename.error} />
    </form>
  );
};
