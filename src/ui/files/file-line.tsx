import { t } from '../words.ts';
import { formatSize } from './format-size.ts';

/** What a file is called, and how large it is. */
export const FileLine = ({ name, size }: { readonly name: string; readonly size: number }) => (
  <p class="file-line">
    <strong>
      <bdi data-testid="file-name">{name}</bdi>
    </strong>{' '}
    <span class="muted">{formatSize(size, t('language_tag'))}</span>
  </p>
);
