/** What reaches whoever listens as the browser's own events do. */
export const heard = { bubbles: true, cancelable: true, composed: true } as const;

export const isMac = /^Mac/.test(navigator.platform);
/** What is held for a command. */
export const command = isMac ? { metaKey: true } : { ctrlKey: true };

export type Key = 'a' | 'y' | 'z' | 'ArrowLeft' | 'ArrowRight';
export type HeldKeys = Pick<KeyboardEventInit, 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** Tells an editor of a key as if it had been pressed. Gives false where it did something of its own with it. */
export const tellOfKey = (element: Element, type: 'keydown' | 'keyup', key: Key, held: HeldKeys): boolean => {
  const letter = key.length === 1 ? key.toUpperCase() : '';
  const keyCode = letter ? letter.charCodeAt(0) : key === 'ArrowLeft' ? 37 : 39;
  const code = letter ? `Key${letter}` : key;
  return element.dispatchEvent(new KeyboardEvent(type, { ...heard, ...held, key, code, keyCode }));
};
