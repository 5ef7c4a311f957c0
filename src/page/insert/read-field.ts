import type { FieldAmount } from '../../bridge/field-line.ts';
import type { Field } from '../field/field.ts';
import type { Stretch } from '../field/stretch.ts';
import { objectMark, type Reading } from './reading.ts';
import { readRich } from './rich-text.ts';

/** For a field that shows what it holds. */
export const readField = (field: Field): Reading =>
  field.kind === 'rich'
    ? readRich(field.element)
    : {
        text: field.element.value,
        objects: [],
        holes: [],
        offsetOf: () => undefined,
        rangeOf: () => undefined,
      };

/** How much a stretch is, for a person: `words` is how it is read. */
export const amountOf = ({ text, objects }: Reading, { start, end }: Stretch, words: string): FieldAmount => {
  const inside = objects.filter(({ at }) => at >= start && at < end);
  const images = inside.filter(({ kind }) => kind === 'image').length;
  const lines = text.slice(start, end).replaceAll(objectMark, '').split('\n');
  return {
    characters: [...words.trim()].length,
    paragraphs: lines.filter((line) => /\S/.test(line)).length,
    images,
    others: inside.length - images,
  };
};
