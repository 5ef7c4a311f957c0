import type { ComponentChildren } from 'preact';
import type { Editable } from '../../bridge/thread-views.ts';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { siteName } from '../site-name.ts';
import { formatMoment } from '../time.ts';
import { errorCode, t } from '../words.ts';
import type { FieldStart } from './field-start.ts';

interface FieldNoticeProps {
  readonly start: FieldStart;
  /** The site of the field. */
  readonly origin: string;
  /** A way to the side panel, where a passphrase can be typed; absent in the panel itself. */
  readonly toPanel?: ComponentChildren;
}

/** What the field held, what becomes of it, and who has seen it. Nothing for an empty one. */
export const FieldNotice = ({ start, origin, toPanel }: FieldNoticeProps) => {
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
      return (
        <Framed kind="beside">
          {start.reason === 'sealed' ? t('field_beside_sealed') : t('field_beside_too_long')}
        </Framed>
      );
    default:
      return null;
  }
};

const Framed = ({ kind, children }: { readonly kind: FieldStart['kind']; readonly children: ComponentChildren }) => (
  <div data-testid="field-notice" data-kind={kind}>
    <Notice kind={kind === 'text' ? 'warn' : 'info'}>{children}</Notice>
  </div>
);

const TextNotice = ({ start, origin }: { start: Extract<FieldStart, { kind: 'text' }>; origin: string }) => (
  <Framed kind="text">
    <strong>{t(start.part === 'all' ? 'field_text_all' : 'field_text_selected', [siteName(origin)])}</strong>{' '}
    {t('field_text_seen')} {t(start.undo === 'wiped' ? 'field_undo_wiped' : 'field_undo_kept')}
  </Framed>
);

const EditNotice = ({ editable, origin }: { readonly editable: Editable; readonly origin: string }) => {
  const { opened, others, passphrase } = editable;
  const { sender } = opened;
  const when = formatMoment(opened.time, t('language_tag'));
  return (
    <Framed kind="edit">
      <strong>
        {sender.kind === 'contact' ? t('field_edit_theirs', [sender.name, when]) : t('field_edit_mine', [when])}
      </strong>{' '}
      {t('field_edit_place')}
      {others > 0 && ` ${sender.kind === 'contact' ? t('field_edit_hidden', others) : t('field_edit_unknown', others)}`}
      {passphrase && ` ${t('field_edit_passphrase')}`}
      {opened.origin !== '' && opened.origin !== origin && ` ${t('field_edit_moved', [siteName(opened.origin)])}`}
    </Framed>
  );
};
