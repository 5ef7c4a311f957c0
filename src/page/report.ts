import { type FieldReport, longestAround, mostAround, mostFieldText } from '../bridge/field-line.ts';
import { elementOf } from './detect/element-of.ts';
import { type FoundText, isIntact } from './detect/registry.ts';
import { rectHere } from './dom/in-frames.ts';
import { checkVisibility, innerTextOf, rectOf } from './dom/safe-dom.ts';
import { type Field, textIn } from './field/field.ts';

const distance = (found: FoundText, from: DOMRect): number => {
  const element = elementOf(found);
  if (!element) return Number.POSITIVE_INFINITY;
  const { top, bottom } = rectOf(element);
  return Math.max(0, top - from.bottom, from.top - bottom);
};

/** Does the page show it? Nobody is to be offered for an answer from a conversation that was left. */
const isShown = (found: FoundText): boolean => {
  const element = elementOf(found);
  return element !== undefined && isIntact(found) && checkVisibility(element, { visibilityProperty: true });
};

/** The sealed texts that the document shows, the nearest to the field first. */
const tokensAround = (field: Field, found: Iterable<FoundText>): readonly string[] => {
  const from = rectHere(field.element) ?? rectOf(field.element);
  return [...found]
    .filter(({ kind, problem, token }) => kind === 'message' && problem === undefined && token.length <= longestAround)
    .filter(isShown)
    .map((one) => ({ token: one.token, far: distance(one, from) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, mostAround)
    .map(({ token }) => token);
};

/** What is in a field, as a person reads it. */
const allIn = (field: Field): { readonly was?: string } => {
  const was = field.kind === 'rich' ? innerTextOf(field.element) : textIn(field);
  return was !== '' && was.length <= mostFieldText ? { was } : {};
};

/** What is told of a field to the frame or panel that writes for it. */
export const reportOn = (field: Field | undefined, found: Iterable<FoundText>): FieldReport | null =>
  field?.held && field.facts
    ? {
        content: field.held.content,
        fieldKey: field.facts.fieldKey,
        around: tokensAround(field, found),
        ...allIn(field),
      }
    : null;
