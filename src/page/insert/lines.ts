import { attributeOf, findAll, matches, parentElementOf, rectOf, tagOf } from '../dom/safe-dom.ts';
import { type Field, isOver, isSpeck } from '../field/field.ts';
import { sitesIn } from '../sites/sites-link.ts';
import { lent } from './lent.ts';
import { displayOf } from './rich-text.ts';
import { wrapOf } from './wrap.ts';

/** A line has 72 characters at most: what mail, wikis and consoles pass on and show unbroken. */
const line = /.{1,72}/g;
/** So many lines are in sight at least where a person means to write more than one. What chats write in is lower. */
const fewest = { control: 2, rich: 3 } as const;
/** A heading, a cell or a stretch of words is one line, however high it is. */
const oneLine = /^(h[1-6]|p|span|a|td|th|li|dt|dd|(fig)?caption|label|legend|summary|button)$/;
/** What lists and tables are made of; an item may be an editor with many lines, too. */
const inItem = 'li *,dd *,td *,th *';

/** How many lines of text there is room for in sight; a body takes all of its window. */
const linesInSight = (element: HTMLElement): number => {
  const style = getComputedStyle(element);
  const px = (value: string): number => Number.parseFloat(value) || 0;
  const height = element === document.body ? innerHeight : rectOf(element).height;
  const line = px(style.lineHeight) || px(style.fontSize) * 1.2;
  return (height - px(style.paddingTop) - px(style.paddingBottom)) / line;
};

const editable = '[contenteditable=true],[contenteditable=""]';

/** What has none has one without a name. */
const classesOf = (element: Element): readonly string[] => (attributeOf(element, 'class') ?? '').split(/\s+/);

/**
 * Is it a block of an editor, which makes a block of each line? Then others stand beside it that are made alike: a title
 * is not, nor what catches the clipboard, if it is seen at all. What holds paragraphs is no block itself.
 */
const isBlock = (element: Element): boolean => {
  const [first] = findAll(element, '*');
  const wrap = wrapOf(element);
  const parent = parentElementOf(wrap);
  if (!parent || parent === document.body || (first && displayOf(first) === 'block')) return false;
  return [...findAll(parent, `:scope>:is(${editable},:has(${editable}))`)].some(
    (one) =>
      one !== wrap &&
      tagOf(one) === tagOf(wrap) &&
      classesOf(one).some((name) => classesOf(wrap).includes(name)) &&
      isOver(one, 8),
  );
};

/** The sealed text that is replaced was in one line: the field may not keep lines. */
const wasOneLine = ({ held }: Field): boolean =>
  held?.content.kind === 'token' && held.end - held.start === held.content.token.length;

/**
 * Whether a field keeps line breaks, told without a trial: by what it is, by its height, by what is known of the site.
 * Where in doubt it does not. A chat may send each line as a message, and what draws its text itself cannot be read back.
 */
const keepsLines = (field: Field): boolean => {
  const { kind, element } = field;
  if (element instanceof HTMLInputElement || isSpeck(field) || wasOneLine(field)) return false;
  if (matches(element, '[aria-multiline=false],[enterkeyhint=send]')) return false;
  return sitesIn(globalThis)?.keepsLines(element) ?? linesInSight(element) >= fewest[kind];
};

/**
 * Rich text that is one line gets places to break at which nobody sees: an editor of blocks would make blocks of lines.
 * So many characters go between them, as a heading on a narrow screen has room for. Other charsets have no such place.
 */
const breakable = (token: string): string =>
  document.characterSet === 'UTF-8' ? token.replace(/.{16}(?=.)/g, '$&\u200B') : token;

/** Sets two sealed texts apart. */
export const gapIn = (field: Field): string => (keepsLines(field) ? '\n' : ' ');

/**
 * A token as it is to stand in a field, `beside` so many other characters: in short lines where the field keeps them and
 * has room for them, so that no page becomes as wide as a token is long. Whoever reads it skips them.
 */
export const shapeFor = (field: Field, token: string, beside = 0): string => {
  const { kind, element } = field;
  const keeps = keepsLines(field);
  if (kind === 'rich' && (oneLine.test(tagOf(element)) || isBlock(element) || (!keeps && matches(element, inItem))))
    return breakable(token);
  if (!keeps) return token;
  const lines = token.match(line) ?? [];
  // Some count a line break as two.
  const length = token.length + 2 * (lines.length - 1) + beside;
  return length <= (lent.maxLengthOf(field) ?? length) ? lines.join('\n') : token;
};
