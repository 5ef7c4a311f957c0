import type { ComponentChildren, Ref } from 'preact';
import { useId } from 'preact/hooks';
import { plainText } from './plain-text.ts';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly type?: 'text' | 'search' | 'url' | 'password';
  readonly hint?: string | undefined;
  /** What is wrong with the value. */
  readonly problem?: string | undefined;
  readonly testId?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly inputMode?: 'numeric' | 'url';
  /** Stands in the line of the input, after it. */
  readonly after?: ComponentChildren;
}

/** A line of text with its label, hint and problem tied to it. */
export const TextField = ({
  label,
  value,
  onInput,
  type = 'text',
  hint,
  problem,
  testId,
  inputRef,
  inputMode,
  after,
}: TextFieldProps) => {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="field-line">
        <input
          {...plainText}
          id={id}
          // The types of Preact want one literal here, to tell which other attributes go with it.
          type={type as 'text'}
          value={value}
          inputMode={inputMode}
          ref={inputRef ?? null}
          data-testid={testId}
          aria-describedby={describedBy(id, hint, problem)}
          aria-invalid={problem === undefined ? undefined : 'true'}
          onInput={(input) => onInput(input.currentTarget.value)}
        />
        {after}
      </div>
      <FieldNotes id={id} hint={hint} problem={problem} />
    </div>
  );
};

interface FieldNotesProps {
  readonly id: string;
  readonly hint: string | undefined;
  readonly problem: string | undefined;
}

/** The ids that a field's `aria-describedby` names: its hint and its problem, where there are such. */
export const describedBy = (id: string, hint: string | undefined, problem: string | undefined): string | undefined => {
  const ids = [hint !== undefined && `${id}-hint`, problem !== undefined && `${id}-problem`].filter(
    (part) => part !== false,
  );
  return ids.length > 0 ? ids.join(' ') : undefined;
};

export const FieldNotes = ({ id, hint, problem }: FieldNotesProps) => (
  <>
    {hint !== undefined && (
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
    )}
    <p class="problem" id={`${id}-problem`} aria-live="polite">
      {problem}
    </p>
  </>
);
