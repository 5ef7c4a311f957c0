import {
  attributeOf,
  checkVisibility,
  childNodesOf,
  isElement,
  isText,
  matches,
  scrollHeightOf,
  tagOf,
  textOf,
} from '../dom/safe-dom.ts';
import { isOver } from '../field/field.ts';
import type { Stretch } from '../field/stretch.ts';
import { lent } from './lent.ts';
import { type FieldObject, objectMark, type Reading } from './reading.ts';

/** What editors draw for themselves among the text: the hint of an empty field, handles, a line to click at. */
const drawn = '[data-slate-placeholder],.cm-placeholder,[data-mce-bogus=all],[data-cke-magic-line]';
const images = /^(img|picture|video|canvas|svg)$/;
const others = /^(hr|audio|iframe|object|embed|input|select|textarea|math)$/;
/** What stands for a folded part. */
const folded = /^[.…⋯↔]+$/;

const isSeen = (element: Element): boolean => isOver(element, 2);

export const displayOf = (element: Element): string => getComputedStyle(element).display;

const isBlock = (element: Element): boolean => !/^(inline|contents|ruby)/.test(displayOf(element));

const isHidden = (element: Element): boolean => !checkVisibility(element, {}) && displayOf(element) !== 'contents';

export const isIsland = (element: Element): boolean => attributeOf(element, 'contenteditable') === 'false';

/** A place in the document where something of the text is. */
interface Piece extends Stretch {
  readonly node: Node;
  /** `open`: the beginning of a block · `mark`: one character that is no text. */
  readonly kind: 'text' | 'open' | 'mark';
}

class RichReader {
  text = '';
  /** Where something may be that is not drawn. */
  readonly holes: number[] = [];
  readonly objects: FieldObject[] = [];
  readonly pieces: Piece[] = [];
  readonly spans = new Map<Node, Stretch>();

  get #end(): number {
    return this.text.length;
  }

  all(field: Element): void {
    this.#add(field, 'open', '');
    this.#children(field);
    this.spans.set(field, { start: 0, end: this.#end });
  }

  #children(node: Node): void {
    for (const child of childNodesOf(node)) this.#node(child);
  }

  #node(node: Node): void {
    const start = this.#end;
    if (isText(node)) this.#add(node, 'text', node.data);
    else if (isElement(node) && !matches(node, drawn)) this.#element(node);
    this.spans.set(node, { start, end: this.#end });
  }

  #add(node: Node, kind: Piece['kind'], text: string): void {
    const start = this.#end;
    this.text += text;
    this.pieces.push({ node, kind, start, end: this.#end });
  }

  /** `start`: where the text begins that stands in it. */
  #object(node: Element, kind: FieldObject['kind'], start = this.#end): void {
    this.#add(node, 'mark', objectMark);
    this.objects.push({ start, end: this.#end, kind });
  }

  #element(element: Element): void {
    const tag = tagOf(element);
    if (/^(script|style|template)$/.test(tag)) return;
    if (tag === 'br') this.#add(element, 'mark', '\n');
    else if (isHidden(element)) this.#hidden(element);
    else if (others.test(tag)) this.#object(element, 'other');
    else if (images.test(tag)) {
      // Editors put images without a size beside what a caret could not come to otherwise.
      if (isSeen(element) || attributeOf(element, 'src')) this.#object(element, 'image');
    } else this.#container(element, tag);
  }

  /** Nobody sees what is in it, and it may be somebody's text: folded, for one. */
  #hidden(element: Element): void {
    if (!isIsland(element) && /\S/.test(textOf(element) ?? '')) this.holes.push(this.#end);
  }

  #container(element: Element, tag: string): void {
    const all = this.#end;
    if (isBlock(element)) {
      this.text += '\n';
      this.#add(element, 'open', '');
    }
    const [start, known] = [this.#end, this.objects.length];
    this.#children(element);
    const own = this.text.slice(start);
    if (isIsland(element)) this.#island(element, own, known);
    else if (tag === 'table') this.#object(element, 'other', all);
    else if (own === '') this.#hollow(element, tag);
  }

  /** What an editor sets among the text, and keeps for itself what is in it. */
  #island(element: Element, own: string, known: number): void {
    // A hint that a rule of style draws in an empty field lets presses through.
    if (!isSeen(element) || (own === '' && getComputedStyle(element).pointerEvents === 'none')) return;
    // A line break that is drawn as a space, and no card.
    const words = own.trim();
    if (own !== '' && words === '' && !isOver(element, 12)) return;
    if (words === '' || folded.test(words)) this.holes.push(this.#end);
    if (this.objects.length === known) this.#object(element, 'other', this.#end - own.length);
  }

  /** Room without anything in it: for text that is not drawn, or for what another tree shows. */
  #hollow(element: Element, tag: string): void {
    if (!isSeen(element)) return;
    this.holes.push(this.#end);
    if (tag.includes('-')) this.#object(element, 'other');
  }
}

/** Is there so much room that more must be in the field than stands in the document? */
const hasHole = (element: HTMLElement): boolean => {
  const content = document.createRange();
  content.selectNodeContents(element);
  const view = lent.viewOf(element) ?? window;
  return scrollHeightOf(element) - content.getBoundingClientRect().height > 2 * view.innerHeight;
};

const setEdge = (range: Range, edge: 'Start' | 'End', pieces: readonly Piece[], offset: number): boolean => {
  const near = pieces.filter(({ start, end }) => start <= offset && offset <= end);
  const texts = near.filter(({ kind }) => kind === 'text');
  // A selection takes in no more than it must.
  const text = edge === 'Start' ? texts.at(-1) : texts[0];
  if (text) range[`set${edge}`](text.node, offset - text.start);
  else {
    const piece = near[0];
    if (!piece) return false;
    if (piece.kind === 'open') range[`set${edge}`](piece.node, 0);
    else range[`set${edge}${piece.start === offset ? 'Before' : 'After'}`](piece.node);
  }
  return true;
};

/** Reads a rich text as it stands in the document. */
export const readRich = (element: HTMLElement): Reading => {
  const reader = new RichReader();
  reader.all(element);
  const { text, objects, pieces, spans } = reader;
  return {
    text,
    objects,
    holes: hasHole(element) ? [...reader.holes, 0, text.length] : reader.holes,
    offsetOf: (node, offset) => {
      const span = spans.get(node);
      if (!span || isText(node)) return span && Math.min(span.end, span.start + offset);
      const child = childNodesOf(node)[offset];
      return child ? spans.get(child)?.start : span.end;
    },
    rangeOf: ({ start, end }) => {
      const range = document.createRange();
      if (start < end && !setEdge(range, 'Start', pieces, start)) return undefined;
      if (!setEdge(range, 'End', pieces, end)) return undefined;
      if (start === end) range.collapse(false);
      return range;
    },
  };
};
