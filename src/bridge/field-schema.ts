import * as v from 'valibot';
import { type FieldReport, longestAround, mostAround, mostFieldText } from './field-line.ts';
import { schemaOf } from './schema-of.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000_000));
const fieldText = {
  text: v.pipe(v.string(), v.maxLength(mostFieldText)),
  undo: v.picklist(['wiped', 'may-return']),
  amount: v.strictObject({ characters: count, paragraphs: count, images: count, others: count }),
};

const content = v.variant('kind', [
  v.strictObject({ kind: v.literal('empty') }),
  v.strictObject({ kind: v.literal('token'), token: v.pipe(v.string(), v.maxLength(20_000_000)) }),
  v.strictObject({ kind: v.literal('text'), part: v.literal('selection'), ...fieldText }),
  v.strictObject({
    kind: v.literal('beside'),
    reason: v.picklist(['words', 'sealed', 'too-long', 'unread']),
    all: v.optional(v.strictObject(fieldText)),
  }),
]);

const fieldReport = schemaOf<FieldReport>()(
  v.strictObject({
    content,
    fieldKey: v.pipe(v.string(), v.maxLength(2048)),
    around: v.pipe(v.array(v.pipe(v.string(), v.maxLength(longestAround))), v.maxLength(mostAround)),
    was: v.exactOptional(v.pipe(v.string(), v.maxLength(mostFieldText))),
  }),
);

/** What a content script says of a field; undefined where that is nothing which it may say. */
export const readReport = (given: unknown): FieldReport | undefined => {
  const parsed = v.safeParse(fieldReport, given);
  return parsed.success ? parsed.output : undefined;
};
