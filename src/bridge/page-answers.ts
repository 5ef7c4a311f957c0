import * as v from 'valibot';
import type { PageCommand, PageCommands } from './page-commands.ts';
import { schemaOf } from './schema-of.ts';

// A content script lives in the process of a page that may have broken out of its own world. What it answers is looked at
// before anything is made of it, and what does not fit counts as no answer.

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const inserted = v.variant('kind', [
  v.strictObject({ kind: v.literal('inserted') }),
  v.strictObject({ kind: v.literal('too-long'), over: count }),
  v.strictObject({ kind: v.literal('field-gone') }),
  v.strictObject({ kind: v.literal('changed') }),
  v.strictObject({ kind: v.literal('disturbed') }),
  v.strictObject({ kind: v.literal('refused') }),
  v.strictObject({ kind: v.literal('lost') }),
]);

const answer = <C extends PageCommand>(_command: C) => schemaOf<PageCommands[C]['output']>();
const nothing = v.null();

/** For each command of `PageCommands` what its answer may be. */
export const pageAnswers = {
  'page.compose': answer('page.compose')(v.picklist(['frame', 'no-field', 'blocked', 'unguarded', 'busy', 'framed'])),
  'page.rememberField': answer('page.rememberField')(
    v.nullable(v.strictObject({ fieldKey: v.pipe(v.string(), v.maxLength(2048)), maxLength: v.exactOptional(count) })),
  ),
  'page.insert': answer('page.insert')(inserted),
  'page.token': answer('page.token')(v.nullable(v.pipe(v.string(), v.maxLength(20_000_000)))),
  'page.check': answer('page.check')(v.picklist(['clear', 'moving', 'covered'])),
  'page.covered': answer('page.covered')(v.boolean()),
  'page.lost': answer('page.lost')(v.boolean()),
  'page.regained': nothing,
  'page.close': nothing,
  'page.bound': nothing,
  'page.arm': nothing,
  'page.armed': answer('page.armed')(v.boolean()),
  'page.pressed': answer('page.pressed')(v.boolean()),
  'page.notice': nothing,
  'page.allowed': nothing,
  'page.leave': nothing,
  'page.status': nothing,
} as const satisfies { readonly [C in PageCommand]: v.GenericSchema<PageCommands[C]['output']> };

/** What a content script has answered; undefined where that is nothing which it may answer. */
export const readAnswer = <C extends PageCommand>(
  command: C,
  given: unknown,
): PageCommands[C]['output'] | undefined => {
  const parsed = v.safeParse(pageAnswers[command], given);
  return parsed.success ? (parsed.output as PageCommands[C]['output']) : undefined;
};
