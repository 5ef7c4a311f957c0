import type { Ref } from 'preact';
import { useId } from 'preact/hooks';
import { plainText } from './plain-text.ts';
import { describedBy, FieldNotes } from './text-field.tsx';

interface TextBoxProps {
  readonly label: string;
  readonly value: string;
  /** Absent = the text is only to be read and copied. */
  readonly onInput?: (value: string) => void;
  /** For a while: nothing can be typed. */
  readonly held?: boolean | undefined;
  readonly hint?: string | undefined;
  readonly problem?: string | undefined;
  readonly placeholder?: string;
  readonly testId?: string;
  readonly rows?: number;
  readonly boxRef?: Ref<HTMLTextAreaElement>;
  /** Sealed texts and cards are one long word, in letters of equal width. */
  readonly look?: 'prose' | 'token';
  /** The id of what is to be read out with it, beside hint and problem. */
  readonly describedBy?: string;
}

/** Several lines of text with a label. Nothing can be dragged out of it: a page under our frame would get the text. */
export const TextBox = ({
  label,
  value,
  onInput,
  held = false,
  hint,
  problem,
  placeholder,
  testId,
  rows = 4,
  boxRef,
  look = 'prose',
  describedBy: beside,
}: TextBoxProps) => {
  const id = useId();
  return (
    <div class="field field-box">
      <label for={id}>{label}</label>
      <textarea
        {...plainText}
        id={id}
        class={`box box-${look}`}
        dir={look === 'prose' ? 'auto' : 'ltr'}
        rows={rows}
        value={value}
        readOnly={held || onInput === undefined}
        placeholder={placeholder}
        ref={boxRef ?? null}
        data-testid={testId}
        aria-describedby={[describedBy(id, hint, problem), beside].filter(Boolean).join(' ') || undefined}
        aria-invalid={problem === undefined ? undefined : 'true'}
        onInput={(input) => onInput?.(input.currentTarget.value)}
        onDragStart={(drag) => drag.preventDefault()}
        onFocus={(focus) => onInput === undefined && focus.currentTarget.select()}
      />
      <FieldNotes id={id} hint={hint} problem={problem} />
    </div>
  );
};
