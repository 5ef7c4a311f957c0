import { useId } from 'preact/hooks';
import { describedBy, FieldNotes } from './text-field.tsx';

interface FileFieldProps {
  readonly label: string;
  readonly onChoose: (file: File | undefined) => void;
  readonly problem?: string | undefined;
  readonly testId?: string;
}

/** One file, chosen by the browser's own dialogue. */
export const FileField = ({ label, onChoose, problem, testId }: FileFieldProps) => {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        type="file"
        id={id}
        data-testid={testId}
        aria-describedby={describedBy(id, undefined, problem)}
        aria-invalid={problem === undefined ? undefined : 'true'}
        onChange={(change) => onChoose(change.currentTarget.files?.[0])}
      />
      <FieldNotes id={id} hint={undefined} problem={problem} />
    </div>
  );
};
