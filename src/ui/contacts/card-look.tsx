import type { CardVerdict } from '../../bridge/views.ts';
import { Fingerprint } from '../components/fingerprint.tsx';
import { Notice } from '../components/notice.tsx';
import { formatDay } from '../time.ts';
import { t } from '../words.ts';
import { MixedName } from './mixed-name.tsx';
import { ClashingName } from './name-clash.tsx';
import { verdictWords } from './verdict-words.ts';

/** A card before it is taken: whose it says it is, what it is to me, the fingerprint to compare. */
export const CardLook = ({ verdict }: { readonly verdict: CardVerdict }) => {
  const { card, kind } = verdict;
  const until = formatDay(card.expires, t('language_tag'));
  return (
    <section class="panel stack" data-testid="card-look" data-verdict={kind}>
      <h2>
        <bdi data-testid="card-name">{card.name}</bdi>
      </h2>
      <ClashingName clash={verdict.clash} />
      <MixedName mixed={card.mixed} />
      <p>{verdictWords(verdict)}</p>
      {card.expired ? (
        <Notice kind="danger">{t('contact_expired_on', [until])}</Notice>
      ) : (
        <p class="muted">{t('contact_expires_on', [until])}</p>
      )}
      {kind === 'new' && !verdict.clash && <Notice kind="warn">{t('reader_card_note')}</Notice>}
      <Fingerprint {...card} />
    </section>
  );
};
