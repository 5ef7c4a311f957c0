import * as v from 'valibot';

// What our content script knows of the site's software: out of a page, so it is checked like everything from there.

const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000_000));

/** What is known of the field one writes in, and of the site around it. */
export const siteHint = v.strictObject({
  /** The software's own name. */
  name: v.pipe(v.string(), v.maxLength(40)),
  /** What the field is for; absent where the profile does not name this field. */
  what: v.exactOptional(v.picklist(['post', 'chat', 'page', 'note', 'pad', 'ticket', 'mail'])),
  /** Characters that arrive, and in how many a message. */
  budget: v.exactOptional(v.strictObject({ most: count, piece: v.exactOptional(count) })),
  /** The site was recognised and something of it is not where it was: nothing else that is known of it is said. */
  changed: v.boolean(),
});
export type SiteHint = v.InferOutput<typeof siteHint>;

/** What a document says when it is looked at; null where its software is not known. */
export const siteReport = v.nullable(
  v.strictObject({
    hint: siteHint,
    /** There is one field to write in that nobody needs to guess. */
    target: v.boolean(),
  }),
);
export type SiteReport = v.InferOutput<typeof siteReport>;
