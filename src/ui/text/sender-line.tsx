import type { Sender } from '../../bridge/views.ts';
import { NameIn } from '../components/name-in.tsx';
import { Notice } from '../components/notice.tsx';
import { VerifiedMark } from '../components/verified-mark.tsx';
import { t } from '../words.ts';

/** Who wrote it, and how sure that is. `data-kind` and `data-verified` say the same to tests. */
export const SenderLine = ({ sender }: { readonly sender: Sender }) => {
  if (sender.kind === 'self') {
    return (
      <p class="sender" data-testid="reader-sender" data-kind="self">
        <strong>
          {t('reader_from_self')}
          {sender.alone && '.'}
        </strong>
        {sender.alone && ` ${t('reader_alone')}`}
      </p>
    );
  }
  if (sender.kind === 'passphrase') {
    return (
      <div data-testid="reader-sender" data-kind="passphrase">
        <Notice kind="warn" title={t('reader_from_passphrase')}>
          {t('reader_from_passphrase_note')}
        </Notice>
      </div>
    );
  }
  if (sender.kind === 'introduced') {
    return (
      <div data-testid="reader-sender" data-kind="introduced">
        <Notice kind="warn">
          <strong class="notice-title">
            <NameIn sentence={(name) => t('reader_from_introduced', [name])} name={sender.name} />
          </strong>
          {t('reader_from_introduced_note')}
        </Notice>
      </div>
    );
  }
  return (
    <p class="sender" data-testid="reader-sender" data-kind="contact" data-verified={sender.verified}>
      <strong>
        <NameIn sentence={(name) => t('reader_from', [name])} name={sender.name} />
      </strong>{' '}
      <VerifiedMark of={sender} />
      {sender.formerKey && (
        <span class="sender-remark">
          <NameIn sentence={(name) => t('reader_from_former', [name])} name={sender.name} />
        </span>
      )}
    </p>
  );
};
