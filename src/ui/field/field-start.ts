import type { FieldContent, FieldReport, FieldText } from '../../bridge/field-line.ts';
import { mostFieldText } from '../../bridge/field-line.ts';
import type { KeeperClient } from '../../bridge/keeper-client.ts';
import { onlyMe } from '../../bridge/only-me.ts';
import type { Editable } from '../../bridge/thread-views.ts';
import type { DraftText } from '../text/use-draft.ts';
import { cleanPageText } from './page-text.ts';

/** What the field makes a composition begin with. */
export type FieldStart =
  | { readonly kind: 'empty' }
  | Extract<FieldContent, { kind: 'text' }>
  /** A sealed text of mine or for me, opened. */
  | { readonly kind: 'edit'; readonly editable: Editable }
  /** A sealed text that does not open. */
  | { readonly kind: 'unreadable'; readonly error: unknown }
  | Extract<FieldContent, { kind: 'beside' }>;

/** All that is known of the field, and beside it, as a composition begins. */
export interface Beginning {
  readonly start: FieldStart;
  /** Absent where nobody told. */
  readonly fieldKey?: string;
  readonly around: readonly string[];
  /** All that the field held. */
  readonly was?: string | undefined;
}

export const plainBeginning: Beginning = { start: { kind: 'empty' }, around: [] };

/** What the field was said to hold. */
export const shownAs = ({ kind }: FieldStart): FieldContent['kind'] =>
  kind === 'edit' || kind === 'unreadable' ? 'token' : kind;

const cleaned = <T extends FieldText>(text: T): T => ({
  ...text,
  text: cleanPageText(text.text.slice(0, mostFieldText)),
});

const openContent = async (content: FieldContent, keeper: KeeperClient): Promise<FieldStart> => {
  if (content.kind === 'text') return cleaned(content);
  if (content.kind === 'beside') return content.all ? { ...content, all: cleaned(content.all) } : content;
  if (content.kind !== 'token') return content;
  try {
    return { kind: 'edit', editable: await keeper.call('text.edit', { token: content.token }) };
  } catch (error) {
    return { kind: 'unreadable', error };
  }
};

/** Opens what is sealed in the field. Never rejects: where that fails, it is part of the beginning. */
export const makeBeginning = async (report: FieldReport | undefined, keeper: KeeperClient): Promise<Beginning> => {
  if (!report) return plainBeginning;
  const { content, ...rest } = report;
  return { start: await openContent(content, keeper), ...rest };
};

/** What a composition begins with in words and readers; undefined where it begins empty. */
export const draftOf = (start: FieldStart): DraftText | undefined => {
  if (start.kind === 'text') return { text: start.text, to: [] };
  return start.kind === 'edit' ? { text: start.editable.opened.text, to: readersOf(start.editable) } : undefined;
};

/** Of a text that I wrote for nobody but me, that again. */
const readersOf = ({ opened, to, others, passphrase }: Editable): readonly string[] =>
  opened.sender.kind === 'self' && to.length + others === 0 && !passphrase ? [onlyMe] : to;
