/** Of typing, in the order in which they come. */
export const typed = ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'textInput', 'paste', 'drop'] as const;
/**
 * What an input method writes cannot be cancelled. It goes nowhere where nothing has the focus, and an element that has
 * an `EditContext` tells the document of none of this: so the focus must not be in the page at all.
 */
export const composed = ['compositionstart', 'compositionupdate', 'compositionend'] as const;
/** What the page could hear when the focus is taken from its field, and answer by taking it back within the same call. */
export const moved = ['blur', 'focusout', 'focusin', 'change', 'DOMFocusIn', 'DOMFocusOut'] as const;
/** What our own insertion causes with the browser's help. */
export const insertionEvents = new Set<string>(['beforeinput', 'input', 'textInput', 'paste']);

/** What the browser does for itself: neither text nor a change of text. Kept from the page, but not from the browser. */
export const isForBrowser = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => {
  const ctrl = ctrlKey || metaKey;
  if (altKey) return !ctrl && /^(d|Arrow.*)$/i.test(key);
  return /^F\d/.test(key) || (ctrl && /^([\d=+defghjklnprtw-]|Tab|Page.*)$/i.test(key));
};
