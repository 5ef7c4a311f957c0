import type { ComponentChildren } from 'preact';
import type { FieldText } from '../../bridge/field-line.ts';
import type { Editable } from '../../bridge/thread-views.ts';
import { Choice } from '../components/choice.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { siteName } from '../site-name.ts';
import { formatMoment } from '../time.ts';
import { errorCode, t } from '../words.ts';
import { amountWords } from './amount-words.ts';
import type { FieldStart } from './field-start.ts';
import type { Placing } from './use-begun.ts';

interface FieldNoticeProps {
  readonly start: FieldStart;
  /** The site of the field. */
  readonly origin: string;
  /** Where the sealed text may go, in a field that holds words. */
  readonly placing: Placing | undefined;
  /** A way to the side panel, where a passphrase can be typed; absent in the panel itself. */
  readonly toPanel?: ComponentChildren;
}

/** What the field held, what becomes of it, and who has seen it. Nothing for an empty one. */
export const FieldNotice = ({ start, origin, placing, toPanel }: FieldNoticeProps) => {
  switch (start.kind) {
    case 'text':
      return <TextNotice start={start} origin={origin} />;
    case 'edit':
      return <EditNotice editable={start.editable} origin={origin} />;
    case 'unreadable':
      return (
        <div data-testid="field-notice" data-kind="unreadable">
          <ErrorNotice error={start.error}>
            <p>{t('field_unreadable')}</p>
            {errorCode(start.error) === 'passphrase-needed' && toPanel}
          </ErrorNotice>
        </div>
      );
    case 'beside':
      return placing ? (
        <PlacingChoice placing={placing} origin={origin} />
      ) : (
        <Framed kind="beside">{besideWords(start.reason)}</Framed>
      );
    default:
      return null;
  }
};

const besideWords = (reason: Extract<FieldStart, { kind: 'beside' }>['reason']): string => {
  if (reason === 'sealed') return t('field_beside_sealed');
  return reason === 'too-long' ? t('field_beside_too_long') : t('field_beside_unread');
};

interface FramedProps {
  readonly kind: FieldStart['kind'];
  readonly warns?: boolean;
  readonly children: ComponentChildren;
}

const Framed = ({ kind, warns = kind === 'text', children }: FramedProps) => (
  <div data-testid="field-notice" data-kind={kind}>
    <Notice kind={warns ? 'warn' : 'info'}>{children}</Notice>
  </div>
);

const seenWords = ({ undo }: FieldText): string =>
  `${t('field_text_seen')} ${t(undo === 'wiped' ? 'field_undo_wiped' : 'field_undo_kept')}`;

/** What the field holds, and whether that stays. */
const PlacingChoice = ({ placing, origin }: { readonly placing: Placing; readonly origin: string }) => {
  const { all, chosen, choose } = placing;
  const { characters, images, others } = all.amount;
  const words = images + others > 0 ? t('field_place_everything') : t('field_place_all', characters);
  return (
    <Framed kind="beside" warns={chosen === 'all'}>
      {t('field_holds', [siteName(origin), amountWords(all.amount)])}
      <fieldset class="choices">
        <legend class="hidden-title">{t('field_place')}</legend>
        <Choice
          name="place"
          words={t('field_place_caret')}
          checked={chosen === 'caret'}
          onChoose={() => choose('caret')}
          testId="place-caret"
        />
        <Choice
          name="place"
          words={words}
          checked={chosen === 'all'}
          onChoose={() => choose('all')}
          testId="place-all"
        />
      </fieldset>
      {chosen === 'all' && <span data-testid="place-seen">{seenWords(all)}</span>}
    </Framed>
  );
};

const TextNotice = ({ start, origin }: { start: Extract<FieldStart, { kind: 'text' }>; origin: string }) => (
  <Framed kind="text">
    <strong>{t('field_text_selected', [siteName(origin)])}</strong>{' '}
    {start.amount.images + start.amount.others > 0 && `${t('field_text_goes', [amountWords(start.amount)])} `}
    {seenWords(start)}
  </Framed>
);

const EditNotice = ({ editable, origin }: { readonly editable: Editable; readonly origin: string }) => {
  const { opened, others, passphrase } = editable;
  const { sender } = opened;
  const when = formatMoment(opened.time, t('language_tag'));
  return (
    <Framed kind="edit">
      <strong>{'name' in sender ? t('field_edit_theirs', [sender.name, when]) : t('field_edit_mine', [when])}</strong>{' '}
      {t('field_edit_place')}
      {others > 0 && ` ${'name' in sender ? t('field_edit_hidden', others) : t('field_edit_unknown', others)}`}
      {passphrase && ` ${t('field_edit_passphrase')}`}
      {opened.origin !== '' && opened.origin !== origin && ` ${t('field_edit_moved', [siteName(opened.origin)])}`}
    </Framed>
  );
};
