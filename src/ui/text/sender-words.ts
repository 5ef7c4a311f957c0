import type { Sender } from '../../bridge/views.ts';
import { verifiedWords } from '../components/verified-words.ts';
import { t } from '../words.ts';

/** Who wrote it and how sure that is, in one breath. */
export const senderWords = (sender: Sender): string => {
  if (sender.kind === 'self')
    return sender.alone ? `${t('reader_from_self')}. ${t('reader_alone')}` : t('reader_from_self');
  if (sender.kind === 'passphrase') return t('reader_from_passphrase');
  if (sender.kind === 'introduced') return t('reader_from_introduced', [sender.name]);
  return `${t('reader_from', [sender.name])}, ${verifiedWords(sender)}`;
};
