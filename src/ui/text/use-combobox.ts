import { useState } from 'preact/hooks';
import type { ContactView } from '../../bridge/views.ts';
import { t } from '../words.ts';
import { nextIndex, type Offer, offersFor, withRecipients } from './recipient-choice.ts';

export interface Combobox {
  readonly typed: string;
  readonly open: boolean;
  readonly offered: readonly Offer[];
  /** The entry that the arrow keys stand on. */
  readonly marked: Offer | undefined;
  readonly type: (typed: string) => void;
  readonly show: () => void;
  readonly close: () => void;
  readonly pick: (offer: Offer) => void;
  readonly onKeyDown: (key: KeyboardEvent) => void;
}

interface ComboboxOptions {
  readonly contacts: readonly ContactView[];
  readonly chosen: readonly string[];
  readonly onChoose: (chosen: readonly string[]) => void;
}

/** What the recipients' field does on typing, arrows, Enter, Escape and Backspace: the ARIA combobox pattern. */
export const useCombobox = ({ contacts, chosen, onChoose }: ComboboxOptions): Combobox => {
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const offered = offersFor({ contacts, chosen, typed, alone: t('composer_to_me') });
  const marked = open ? offered[active] : undefined;
  const close = (): void => {
    setOpen(false);
    setActive(-1);
  };
  const pick = ({ id, contact }: Offer): void => {
    if (contact?.expired) return;
    onChoose(withRecipients(chosen, [id]));
    setTyped('');
    close();
  };
  const enter = (): void => {
    const only = marked ?? (open && typed !== '' && offered.length === 1 ? offered[0] : undefined);
    if (only) pick(only);
  };
  const onKeyDown = (press: KeyboardEvent): void => {
    const { key } = press;
    if (press.isComposing) return;
    if (key === 'ArrowDown' || key === 'ArrowUp' || (marked && (key === 'Home' || key === 'End'))) {
      press.preventDefault();
      setActive(nextIndex(open ? active : -1, offered.length, key));
      setOpen(true);
    } else if (key === 'Enter' && !press.ctrlKey && !press.metaKey) {
      press.preventDefault();
      enter();
    } else if (key === 'Escape' && open) {
      // Closes the list only: the window around it stays.
      press.stopPropagation();
      close();
    } else if (key === 'Backspace' && typed === '') {
      onChoose(chosen.slice(0, -1));
    }
  };
  const type = (text: string): void => {
    setTyped(text);
    setActive(-1);
    setOpen(true);
  };
  return { typed, open, offered, marked, type, show: () => setOpen(true), close, pick, onKeyDown };
};
