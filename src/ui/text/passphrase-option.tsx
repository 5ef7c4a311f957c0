import { Checkbox } from '../components/checkbox.tsx';
import { NewPassphrase } from '../vault/new-passphrase.tsx';
import { t } from '../words.ts';

interface PassphraseOptionProps {
  /** Undefined = no passphrase is wanted. */
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  readonly tried: boolean;
}

/** Lets a text be opened with a passphrase too, for people without a card. */
export const PassphraseOption = ({ value, onChange, tried }: PassphraseOptionProps) => (
  <>
    <Checkbox
      checked={value !== undefined}
      onChange={(wanted) => onChange(wanted ? '' : undefined)}
      words={t('composer_passphrase')}
      testId="composer-with-passphrase"
    />
    {value !== undefined && (
      <NewPassphrase
        label={t('composer_passphrase_label')}
        hint={t('composer_passphrase_hint')}
        value={value}
        onInput={onChange}
        tried={tried}
        testId="composer-passphrase"
      />
    )}
  </>
);
