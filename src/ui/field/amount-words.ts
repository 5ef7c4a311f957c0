import type { FieldAmount } from '../../bridge/field-line.ts';
import { t } from '../words.ts';

/** What would go, as "340 characters, 3 paragraphs, 1 image". */
export const amountWords = ({ characters, paragraphs, images, others }: FieldAmount): string =>
  [
    ...(characters > 0 ? [t('field_amount_characters', characters)] : []),
    ...(paragraphs > 1 ? [t('field_amount_paragraphs', paragraphs)] : []),
    ...(images > 0 ? [t('field_amount_images', images)] : []),
    ...(others > 0 ? [t('field_amount_others', others)] : []),
  ].join(', ');
