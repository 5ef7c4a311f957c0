import { useId, useRef } from 'preact/hooks';
import type { ContactView } from '../../bridge/views.ts';
import { plainText } from '../components/plain-text.ts';
import { t } from '../words.ts';
import { RecipientChips } from './recipient-chips.tsx';
import { RecipientOptions } from './recipient-options.tsx';
import { useCombobox } from './use-combobox.ts';

interface RecipientPickerProps {
  readonly contacts: readonly ContactView[];
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
}

/** Who may read it: a line to type a name in, a list to pick from, and the chosen as chips. */
export const RecipientPicker = ({ contacts, chosen, onChoose }: RecipientPickerProps) => {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const box = useCombobox({
    contacts,
    chosen,
    onChoose: (next) => {
      onChoose(next);
      input.current?.focus();
    },
  });
  return (
    <div class="field picker">
      <label for={id}>{t('composer_to')}</label>
      <div class="picker-line">
        <RecipientChips
          contacts={contacts}
          chosen={chosen}
          onDrop={(gone) => onChoose(chosen.filter((each) => each !== gone))}
        />
        <input
          {...plainText}
          id={id}
          ref={input}
          class="picker-input"
          type="text"
          role="combobox"
          aria-expanded={box.open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={box.marked ? `${id}-${box.marked.id}` : undefined}
          data-testid="composer-to"
          placeholder={chosen.length === 0 ? t('composer_to_placeholder') : undefined}
          value={box.typed}
          onInput={(typing) => box.type(typing.currentTarget.value)}
          onClick={box.show}
          onKeyDown={box.onKeyDown}
          onBlur={box.close}
        />
      </div>
      <RecipientOptions
        id={`${id}-list`}
        prefix={id}
        open={box.open}
        offered={box.offered}
        active={box.marked?.id}
        empty={contacts.length === 0}
        onPick={box.pick}
      />
    </div>
  );
};
