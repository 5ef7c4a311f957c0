import type { CardVerdict, ContactView } from '../../bridge/views.ts';
import { FingerprintWords } from '../components/fingerprint.tsx';
import { NameIn } from '../components/name-in.tsx';
import { Notice } from '../components/notice.tsx';
import { compareNote } from '../components/verified-words.ts';
import { MixedName } from '../contacts/mixed-name.tsx';
import { ClashingName } from '../contacts/name-clash.tsx';
import { verdictWords } from '../contacts/verdict-words.ts';
import { t } from '../words.ts';

/** Who is told that it is added is told what is not compared yet. */
export const Added = ({ contact }: { readonly contact: ContactView }) => {
  const note = compareNote(contact);
  return (
    <div class="stack" role="status">
      <Notice kind="good" testId="card-added">
        {t('add_done', [contact.alias])}
      </Notice>
      {note !== undefined && (
        <Notice kind="warn" testId="not-verified-yet">
          {note}
        </Notice>
      )}
    </div>
  );
};

/** Whose card it says it is, what it is to me, and the words to compare. */
export const CardBody = ({ verdict }: { readonly verdict: CardVerdict }) => (
  <section class="stack" data-testid="card-look" data-verdict={verdict.kind}>
    <h2>
      <NameIn sentence={(name) => t('reader_card_title', [name])} name={verdict.card.name} testId="card-name" />
    </h2>
    <ClashingName clash={verdict.clash} />
    {verdict.kind === 'changed' ? (
      <Notice kind="danger" role="alert">
        <NameIn sentence={(name) => changedWords(verdict, name)} name={verdict.contact?.alias ?? verdict.card.name} />
      </Notice>
    ) : (
      <p>{verdictWords(verdict)}</p>
    )}
    <MixedName mixed={verdict.card.mixed} />
    {verdict.kind === 'new' && !verdict.clash && <Notice kind="warn">{t('reader_card_note')}</Notice>}
    <FingerprintWords words={verdict.card.words} />
  </section>
);

const changedWords = ({ signed, earlier }: CardVerdict, name: string): string => {
  if (signed) return t('reader_card_changed_signed', [name]);
  return earlier ? t('reader_card_changed_earlier', [name]) : t('reader_card_changed', [name]);
};
