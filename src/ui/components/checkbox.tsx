interface CheckboxProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly words: string;
  /** Said in place of the words, which it begins with. */
  readonly label?: string;
  readonly disabled?: boolean;
  readonly testId?: string;
}

export const Checkbox = ({ checked, onChange, words, label, disabled, testId }: CheckboxProps) => (
  <label class="checkbox">
    <input
      type="checkbox"
      checked={checked}
      disabled={disabled}
      aria-label={label}
      data-testid={testId}
      onChange={(change) => onChange(change.currentTarget.checked)}
    />
    <span>{words}</span>
  </label>
);
