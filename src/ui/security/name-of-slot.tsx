import { TextField } from '../components/text-field.tsx';
import { t } from '../words.ts';
import { maxSlotName } from './slot-name.ts';

interface NameOfSlotProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
}

/** A name by which one knows a way in again; it may stay empty. */
export const NameOfSlot = ({ value, onInput }: NameOfSlotProps) => (
  <TextField
    label={t('slot_name')}
    hint={t('slot_name_hint')}
    value={value}
    onInput={(typed) => onInput(typed.slice(0, maxSlotName))}
    testId="slot-name"
  />
);
