import { t } from '../../words.ts';
import type { Strength, StrengthReason } from './strength.ts';

const levelWords: Record<Strength['level'], () => string> = {
  0: () => t('strength_0'),
  1: () => t('strength_1'),
  2: () => t('strength_2'),
  3: () => t('strength_3'),
  4: () => t('strength_4'),
};

const reasonWords: Record<StrengthReason, () => string> = {
  common: () => t('strength_why_common'),
  personal: () => t('strength_why_personal'),
  repeat: () => t('strength_why_repeat'),
  keyboard: () => t('strength_why_keyboard'),
  sequence: () => t('strength_why_sequence'),
  date: () => t('strength_why_date'),
  words: () => t('strength_why_words'),
  short: () => t('strength_why_short'),
};

/** How strong a passphrase is, as a bar, in words, and why it is not stronger. */
export const StrengthLine = ({ strength }: { readonly strength: Strength | undefined }) => (
  <div class="strength" role="status" data-testid="strength" data-level={strength?.level}>
    {strength && (
      <>
        <span class={`strength-bar strength-${strength.level}`} aria-hidden="true">
          {[0, 1, 2, 3, 4].map((step) => (
            <span key={step} class={step <= strength.level ? 'strength-step strength-on' : 'strength-step'} />
          ))}
        </span>
        <span>
          <strong>{levelWords[strength.level]()}</strong> {t('strength_bits', [strength.bits])}{' '}
          {strength.why && reasonWords[strength.why]()}
        </span>
      </>
    )}
  </div>
);
