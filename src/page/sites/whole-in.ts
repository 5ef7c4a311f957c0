import { type ArmorKind, findArmored } from '../../bytes/armor.ts';

/** By so many characters of its beginning a text is known again: prefix, version, kind, length and some of the body. */
const beginning = 24;

/** A text as it was sealed. */
export interface Whole {
  readonly kind: 'whole';
  readonly token: string;
  readonly armor: ArmorKind;
}

/** The one intact text in `source` that begins like `broken`. Undefined where there is none, or several that differ. */
export const wholeIn = (source: string, broken: string): Whole | undefined => {
  const start = broken.slice(0, beginning);
  if (start.length < beginning) return undefined;
  const alike = findArmored(source).filter((one) => one.problem === undefined && one.text.startsWith(start));
  const [first] = alike;
  if (!first?.kind || alike.some(({ text }) => text !== first.text)) return undefined;
  return { kind: 'whole', token: first.text, armor: first.kind };
};
