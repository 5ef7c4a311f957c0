interface ChoiceProps {
  /** The same for all of a group. */
  readonly name: string;
  readonly words: string;
  readonly checked: boolean;
  readonly onChoose: () => void;
  readonly testId?: string;
}

/** One of several, of which one is chosen. */
export const Choice = ({ name, words, checked, onChoose, testId }: ChoiceProps) => (
  <label class="checkbox">
    <input type="radio" name={name} checked={checked} data-testid={testId} onChange={onChoose} />
    <span>{words}</span>
  </label>
);
