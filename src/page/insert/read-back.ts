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
 * add invisible characters. Never what a method returned or whether an event was cancelled: both lie. `isMoved`: these
 * texts are of a larger part of the page, as the field itself is there no more: what was to go may stand beside it.
 */
export const readBack = (
  texts: readonly string[],
  token: string,
  then: readonly string[],
  { before, after, gone = '' }: Around = nothingAround,
  isMoved = false,
): Readback => {
  const now = texts.map(squeeze);
  const parts = now.map((text) => text.split(token));
  if (parts.some(({ length }) => length > 2)) return 'doubled';
  const stays = ([left = '', right = '']: readonly string[]): boolean =>
    gone !== '' &&
    `${before ? '' : left.slice(-gone.length)}${after ? '' : right.slice(0, gone.length)}`.includes(gone);
  const whole = before + token + after;
  const isWhole = (text: string, index: number): boolean =>
    isMoved ? text.includes(whole) && !stays(parts[index] ?? []) : text === whole;
  if (now.some(isWhole)) return 'exact';
  if (parts.some(({ length }) => length > 1)) return 'among-others';
  return now.every((text, index) => text === squeeze(then[index] ?? '')) ? 'unchanged' : 'changed';
};
