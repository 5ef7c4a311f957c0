// WebAssembly's text format as nested lists, as Binaryen writes it: folded expressions, no comments.

/** A word or a quoted string stays a string (with its quotes); a pair of parentheses becomes a list. */
export type Node = string | readonly Node[];
export type List = readonly Node[];

const TOKEN = /\(|\)|"(?:[^"\\]|\\.)*"|[^\s()"]+/g;

/** The one list that `text` is. Throws where the parentheses do not match. */
export function parseWat(text: string): List {
  const top: Node[] = [];
  const open: Node[][] = [top];
  for (const [token] of text.matchAll(TOKEN)) {
    const current = open.at(-1);
    if (current === undefined) throw new Error('a closing parenthesis too many');
    if (token === '(') {
      const list: Node[] = [];
      current.push(list);
      open.push(list);
    } else if (token === ')') open.pop();
    else current.push(token);
  }
  const [list] = top;
  if (open.length !== 1 || list === undefined || typeof list === 'string') throw new Error('not one whole list');
  return list;
}

export const isList = (node: Node | undefined): node is List => typeof node === 'object';

/** The first word of a list: its operator. */
export const head = (list: List): string => (typeof list[0] === 'string' ? list[0] : '');

/** The lists within a list that are expressions, not types. */
export const operands = (list: List): List[] =>
  list.filter(isList).filter((item) => !['type', 'param', 'result', 'local'].includes(head(item)));

/** The names of a function's locals, parameters first. Binaryen gives each a list of its own. */
export const namesOf = (code: List): string[] =>
  code.filter(isList).flatMap((item) => {
    if (head(item) !== 'param' && head(item) !== 'local') return [];
    const [, name] = item;
    if (item.length !== 3 || typeof name !== 'string' || !name.startsWith('$'))
      throw new Error('a local without a name');
    return [name];
  });

/** The words behind the operator: immediates. */
export const words = (list: List): string[] => list.slice(1).filter((item): item is string => typeof item === 'string');

/** The immediate offset of a load or a store. */
export const offsetOf = (list: List): number =>
  Number(
    words(list)
      .find((word) => word.startsWith('offset='))
      ?.slice(7) ?? 0,
  );

/** The first lines of an expression, for a report. */
export function excerpt(node: Node, most = 160): string {
  const write = (part: Node): string => (typeof part === 'string' ? part : `(${part.map(write).join(' ')})`);
  const text = write(node);
  return text.length > most ? `${text.slice(0, most)} …` : text;
}

/** How many bytes a quoted string of the text format stands for. */
export const byteLength = (quoted: string): number => quoted.slice(1, -1).replace(/\\[0-9a-f]{2}|\\./gi, '.').length;
