import { Checkbox } from '../../components/checkbox.tsx';
import { t } from '../../words.ts';
import type { Weaker } from './use-weaker.ts';

/** Shown from the first refusal on: nobody gets less than they think without having said so. */
export const WeakerChoice = ({ weaker: { asked, agreed, agree } }: { readonly weaker: Weaker }) =>
  asked ? (
    <div>
      <Checkbox checked={agreed} onChange={agree} words={t('weaker_agree')} testId="weaker-agree" />
      <p class="muted">{t('weaker_what')}</p>
    </div>
  ) : null;
