import {
  contains,
  isEditable,
  isElement,
  isText,
  parentAcross,
  parentElementOf,
  parentOf,
  tagOf,
} from '../dom/safe-dom.ts';

/** Elements that stand in a line of text; every other one begins a block of its own. */
const inline = /* @__PURE__ */ new Set(
  /* @__PURE__ */ 'a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd mark nobr q ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
/** What is in these is not text that a person reads, or it is a field. */
const silent = /* @__PURE__ */ new Set(
  /* @__PURE__ */ 'script style noscript textarea title template option select head'.split(' '),
);

/** The nearest element around a node that is no part of a line; for a bare root the root. */
export const blockOf = (node: Node): Node => {
  let at = isElement(node) && !inline.has(tagOf(node)) ? node : parentOf(node);
  while (at && isElement(at) && inline.has(tagOf(at))) at = parentOf(at);
  return at ?? node;
};

/** Does a block begin or end between two text nodes? */
export const startsBlock = (before: Node, after: Node): boolean => {
  const block = blockOf(before);
  return block !== blockOf(after) || !contains(block, after);
};

/** Quick: is this node's text source code or the content of a field? */
export const isSilent = (text: Text): boolean => {
  const parent = parentElementOf(text);
  return parent !== null && silent.has(tagOf(parent));
};

/** Is a token here in a place that is not for reading: source code, a field, an editor? */
export const isOffLimits = (text: Text): boolean => {
  const parent = parentElementOf(text);
  if (parent instanceof HTMLElement && isEditable(parent)) return true;
  for (let node: Node | null = parent; node; node = parentAcross(node)) {
    if (isElement(node) && silent.has(tagOf(node))) return true;
  }
  return !isText(text);
};
