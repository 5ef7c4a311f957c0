import { describe, expect, it } from 'vitest';
import { amountOf } from '../../../src/page/insert/amount.ts';
import { type FieldObject, objectMark } from '../../../src/page/insert/reading.ts';

const cells = ['Name', 'Place', 'Alice', 'Cairo'];
/** As a field is read: a line break for each beginning of a block, a mark after what is no text. */
const table = `\n\n${cells.map((cell) => `\n${cell}`).join('\n')}${objectMark}`;

const amountIn = (parts: readonly (string | { readonly kind: FieldObject['kind']; readonly text: string })[]) => {
  let text = '';
  const objects: FieldObject[] = [];
  for (const part of parts) {
    const start = text.length;
    text += typeof part === 'string' ? part : part.text;
    if (typeof part !== 'string') objects.push({ start, end: text.length, kind: part.kind });
  }
  return { reading: { text, objects }, all: { start: 0, end: text.length } };
};

describe('how much would go', () => {
  it('takes a table for one thing, and no cell of it for a paragraph', () => {
    const { reading, all } = amountIn(['\none', { kind: 'other', text: table }, '\ntwo']);
    expect(amountOf(reading, all, 'one two')).toMatchObject({ paragraphs: 2, images: 0, others: 1 });
  });

  it('counts the paragraphs of a card with the card, and a mention with its paragraph', () => {
    const card = { kind: 'other', text: `\na title\nand a line${objectMark}` } as const;
    const { reading, all } = amountIn(['\nsee ', { kind: 'other', text: `@Bob${objectMark}` }, card, '\nthe end']);
    expect(amountOf(reading, all, '')).toMatchObject({ paragraphs: 2, others: 2 });
  });

  it('counts an image in a table, and a table in a table with the outer one', () => {
    const { reading, all } = amountIn([`\n\n`, { kind: 'image', text: objectMark }, { kind: 'other', text: table }]);
    const outer = { start: 0, end: all.end + 1, kind: 'other' } as const;
    const nested = { text: reading.text + objectMark, objects: [...reading.objects, outer] };
    expect(amountOf(nested, { start: 0, end: outer.end }, '')).toMatchObject({ paragraphs: 0, images: 1, others: 1 });
  });

  it('counts the words of a cell where only those go', () => {
    const { reading } = amountIn([{ kind: 'other', text: table }]);
    const start = table.indexOf('Alice');
    expect(amountOf(reading, { start, end: start + 5 }, 'Alice')).toMatchObject({ paragraphs: 1, others: 0 });
  });
});
