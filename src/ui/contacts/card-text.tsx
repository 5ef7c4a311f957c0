import { CopyButton } from '../components/copy-button.tsx';
import { TextBox } from '../components/text-box.tsx';
import { t } from '../words.ts';

/** My card as text, with the button that copies it. */
export const CardText = ({ card }: { readonly card: string }) => (
  <div class="stack">
    <TextBox label={t('card_text')} value={card} look="token" rows={5} testId="card-text" />
    <div>
      <CopyButton kind="main" text={card} words={t('card_copy')} testId="card-copy" />
    </div>
  </div>
);
