/** Characters that editors add without changing what is read. */
const blank = /[\s\u200B-\u200D\u2060\uFEFF\u00AD]+/g;

/** What a field holds, as seen after an attempt to insert. */
export type Readback = 'exact' | 'among-others' | 'doubled' | 'unchanged' | 'changed';

/** What stands before and after the token, white space aside. */
export interface Around {
  readonly before: string;
  readonly after: string;
  /** What must stand there no more. */
  readonly gone?: string;
}

export const nothingAround: Around = { before: '', after: '' };

export const squeeze = (text: string): string => text.replace(blank, '');

/**
 * Compares what a field holds with the token and with what it held before, white space aside: editors break lines and
 * add invisible characters. Never what a method returned or whether an event was cancelled: both lie.
 */
export const readBack = (
  texts: readonly string[],
  token: string,
  before: readonly string[],
  around: Around = nothingAround,
): Readback => {
  const now = texts.map(squeeze);
  if (now.some((text) => text === around.before + token + around.after)) return 'exact';
  const counts = now.map((text) => text.split(token).length - 1);
  const count = Math.max(...counts);
  if (count > 1) return 'doubled';
  if (count === 1) return 'among-others';
  return now.every((text, index) => text === squeeze(before[index] ?? '')) ? 'unchanged' : 'changed';
};

/** The same of a larger part of the page, where the field itself is there no more: what was to go may stand beside it. */
export const readAmong = (texts: readonly string[], token: string, { before, after, gone = '' }: Around): Readback => {
  const now = texts.map(squeeze);
  if (now.some((text) => text.split(token).length > 2)) return 'doubled';
  const stays = ([left = '', right = '']: readonly string[]): boolean =>
    gone !== '' &&
    `${before ? '' : left.slice(-gone.length)}${after ? '' : right.slice(0, gone.length)}`.includes(gone);
  if (now.some((text) => text.includes(before + token + after) && !stays(text.split(token)))) return 'exact';
  return now.some((text) => text.includes(token)) ? 'among-others' : 'changed';
};
