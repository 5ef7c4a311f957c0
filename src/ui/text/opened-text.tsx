import type { Opened } from '../../bridge/views.ts';
import { Notice } from '../components/notice.tsx';
import { siteName } from '../site-name.ts';
import { formatMoment } from '../time.ts';
import { t } from '../words.ts';
import { SenderLine } from './sender-line.tsx';

interface OpenedTextProps {
  readonly opened: Opened;
  /** Where the sealed text was found; absent where it was pasted. */
  readonly foundOn?: string;
}

/** An opened text: who, when, for which site, and the text itself, as text and nothing else. */
export const OpenedText = ({ opened, foundOn }: OpenedTextProps) => (
  <article class="opened">
    <SenderLine sender={opened.sender} />
    <p class="muted opened-when">
      <span data-testid="reader-time" data-time={opened.time}>
        {t('reader_time', [formatMoment(opened.time, t('language_tag'))])}
      </span>
      {opened.origin !== '' && (
        <span data-testid="reader-origin"> {t('reader_origin', [siteName(opened.origin)])}</span>
      )}
    </p>
    {foundOn !== undefined && opened.origin !== '' && opened.origin !== foundOn && (
      <Notice kind="warn" testId="reader-moved">
        {t('reader_origin_differs', [siteName(opened.origin), siteName(foundOn)])}
      </Notice>
    )}
    <section
      class="opened-text"
      aria-label={t('reader_text')}
      dir="auto"
      translate={false}
      data-testid="reader-text"
      onDragStart={(drag) => drag.preventDefault()}
    >
      {opened.text}
    </section>
  </article>
);
