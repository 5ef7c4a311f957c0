import { useId } from 'preact/hooks';
import { describedBy, FieldNotes } from './text-field.tsx';

interface CheckboxProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly words: string;
  /** Said in place of the words, which it begins with. */
  readonly label?: string;
  readonly disabled?: boolean;
  /** Why it must be ticked. */
  readonly problem?: string | undefined;
  readonly testId?: string;
}

export const Checkbox = ({ checked, onChange, words, label, disabled, problem, testId }: CheckboxProps) => {
  const id = useId();
  return (
    <>
      <label class="checkbox">
        <input
          type="checkbox"
          checked={checked}
          disabled={disabled}
          aria-label={label}
          aria-invalid={problem === undefined ? undefined : 'true'}
          aria-describedby={describedBy(id, undefined, problem)}
          data-testid={testId}
          onChange={(change) => onChange(change.currentTarget.checked)}
        />
        <span>{words}</span>
      </label>
      {problem !== undefined && <FieldNotes id={id} hint={undefined} problem={problem} />}
    </>
  );
};
