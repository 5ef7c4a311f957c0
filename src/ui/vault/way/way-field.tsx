import type { Ref } from 'preact';
import { PassphraseField } from '../../components/passphrase-field.tsx';
import { TextBox } from '../../components/text-box.tsx';
import { t } from '../../words.ts';
import { countGroups, recoveryGroups } from './count-groups.ts';
import type { WayInput } from './use-way-in.ts';

interface WayFieldProps {
  readonly input: WayInput;
  /** Begins the handles of the fields: `unlock` or `proof`. */
  readonly prefix: string;
  readonly lineRef?: Ref<HTMLInputElement>;
  readonly boxRef?: Ref<HTMLTextAreaElement>;
}

/** What is typed for the chosen way. A passkey needs no typing. */
export const WayField = ({ input, prefix, lineRef, boxRef }: WayFieldProps) => {
  const { draft, change, ways, problem } = input;
  switch (draft.kind) {
    case 'passphrase':
      return (
        <PassphraseField
          label={t('unlock_passphrase')}
          value={draft.passphrase}
          onInput={(passphrase) => change({ passphrase })}
          problem={problem}
          inputRef={lineRef ?? null}
          testId={`${prefix}-passphrase`}
        />
      );
    case 'pin':
      return (
        <PassphraseField
          label={t('way_pin')}
          hint={t('way_pin_left', ways.pinAttemptsLeft ?? 0)}
          value={draft.pin}
          onInput={(pin) => change({ pin })}
          problem={problem}
          inputRef={lineRef ?? null}
          testId={`${prefix}-pin`}
        />
      );
    case 'recovery':
      return (
        <TextBox
          label={t('way_recovery')}
          hint={`${t('way_recovery_hint')} ${t('way_recovery_count', [countGroups(draft.groups), recoveryGroups])}`}
          look="token"
          value={draft.groups}
          onInput={(groups) => change({ groups })}
          problem={problem}
          boxRef={boxRef ?? null}
          testId={`${prefix}-recovery`}
        />
      );
    case 'passkey':
      return <p>{t('way_passkey_hint')}</p>;
  }
};
