import type { FieldAmount } from '../../bridge/field-line.ts';
import type { Stretch } from '../field/stretch.ts';
import type { FieldObject, Reading } from './reading.ts';

/**
 * How much a stretch is, for a person: `words` is how it is read. What stands in a table or card is counted with it, but
 * for its images.
 */
export const amountOf = (
  { text, objects }: Pick<Reading, 'text' | 'objects'>,
  { start, end }: Stretch,
  words: string,
): FieldAmount => {
  const inside = objects.filter((one) => one.start >= start && one.end <= end);
  const outer = inside.filter((one) => !inside.some((it) => it !== one && it.start <= one.start && one.end <= it.end));
  const edges = [start, ...outer.flatMap((one) => [one.start, one.end]), end];
  const count = (list: typeof inside, kind: FieldObject['kind']): number =>
    list.filter((one) => one.kind === kind).length;
  const outside = edges.map((edge, index) => (index % 2 ? '' : text.slice(edge, edges[index + 1])));
  return {
    characters: [...words.trim()].length,
    paragraphs: outside.join('').match(/\S.*/g)?.length ?? 0,
    images: count(inside, 'image'),
    others: count(outer, 'other'),
  };
};
