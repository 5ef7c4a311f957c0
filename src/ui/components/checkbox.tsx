interface CheckboxProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly words: string;
  readonly testId?: string;
}

export const Checkbox = ({ checked, onChange, words, testId }: CheckboxProps) => (
  <label class="checkbox">
    <input
      type="checkbox"
      checked={checked}
      data-testid={testId}
      onChange={(change) => onChange(change.currentTarget.checked)}
    />
    <span>{words}</span>
  </label>
);
