import type { SlotView } from '../../bridge/views.ts';
import { PassphraseField } from '../components/passphrase-field.tsx';
import { TextBox } from '../components/text-box.tsx';
import { t } from '../words.ts';
import { slotKindWords } from './slot-words.ts';

interface RotateFieldProps {
  readonly slot: SlotView;
  readonly value: string;
  readonly onInput: (text: string) => void;
}

/** Where the secret of one way in is typed. */
export const RotateField = ({ slot: { kind, name }, value, onInput }: RotateFieldProps) => {
  const label = name === '' ? slotKindWords(kind) : t('common_labelled', [slotKindWords(kind), name]);
  return kind === 'recovery' ? (
    <TextBox
      label={label}
      hint={t('way_recovery_hint')}
      look="token"
      rows={2}
      value={value}
      onInput={onInput}
      testId="rotate-recovery"
    />
  ) : (
    <PassphraseField label={label} value={value} onInput={onInput} testId={`rotate-${kind}`} />
  );
};
