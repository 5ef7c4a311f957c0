/** Characters that editors add without changing what is read. */
const blank = /[\s\u200B-\u200D\u2060\uFEFF\u00AD]+/g;

/** What a field holds, as seen after an attempt to insert. */
export type Readback = 'exact' | 'among-others' | 'doubled' | 'unchanged' | 'changed';

/** What stands before and after something, white space aside. */
export interface Sides {
  readonly before: string;
  readonly after: string;
}

/** What must stand around the token. */
export interface Around extends Sides {
  /** What must stand there no more, nor any piece of it beside the token. */
  readonly gone?: string;
  /** There may be more of the field than that on both sides. */
  readonly isPart?: boolean;
}

export const nothingAround: Around = { before: '', after: '' };

export const squeeze = (text: string): string => text.replace(blank, '');

/** Several texts, each without white space, as one to be compared. */
export const flat = (texts: readonly string[]): string => texts.map(squeeze).join('\n');

/** So many letters of the old words beside the token tell that something of them is left. */
const leastLetters = 3;

/**
 * Compares what a field holds with the token and with what it held before, white space aside: editors break lines and
 * add invisible characters. Never what a method returned or whether an event was cancelled: both lie. `page`: the
 * field itself is there no more, and these texts are of a larger part of the page, where that stood around it.
 */
export const readBack = (
  texts: readonly string[],
  token: string,
  then: readonly string[],
  { before, after, gone = '', isPart = false }: Around = nothingAround,
  page?: Sides,
): Readback => {
  const now = texts.map(squeeze);
  const parts = now.map((text) => text.split(token));
  const times = Math.max(...parts.map(({ length }) => length - 1));
  if (times > 1) return 'doubled';
  const isOld = (edge: string): boolean => edge !== '' && gone.includes(edge);
  const stays = ([left = '', right = '']: readonly string[]): boolean => {
    const least = Math.min(leastLetters, gone.length);
    const [head, tail] = [left.slice(-least), right.slice(0, least)];
    return (
      (!before && isOld(head) && !page?.before.endsWith(head)) ||
      (!after && isOld(tail) && !page?.after.startsWith(tail))
    );
  };
  const whole = before + token + after;
  const isWhole = (text: string, index: number): boolean =>
    isPart || page ? text.includes(whole) && !stays(parts[index] ?? []) : text === whole;
  if (now.some(isWhole)) return 'exact';
  if (times > 0) return 'among-others';
  return flat(texts) === flat(then) ? 'unchanged' : 'changed';
};
