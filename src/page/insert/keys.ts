/** What reaches whoever listens as the browser's own events do. */
export const heard = { bubbles: true, cancelable: true, composed: true } as const;

export const isMac = /^Mac/.test(navigator.platform);
/** What is held for a command. */
export const command = isMac ? { metaKey: true } : { ctrlKey: true };

const codes = { a: 65, y: 89, z: 90, End: 35, Home: 36, ArrowRight: 39 } as const;
export type Key = keyof typeof codes;
export type HeldKeys = Pick<KeyboardEventInit, 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

/** Tells an editor of a key as if it had been pressed. Gives false where it did something of its own with it. */
export const tellOfKey = (element: Element, type: 'keydown' | 'keyup', key: Key, held: HeldKeys): boolean => {
  const code = key.length > 1 ? key : `Key${key.toUpperCase()}`;
  return element.dispatchEvent(new KeyboardEvent(type, { ...heard, ...held, key, code, keyCode: codes[key] }));
};

/** The same of a copy or a paste. */
export const tellOfClipboard = (element: Element, type: 'copy' | 'paste', clipboardData: DataTransfer): boolean =>
  element.dispatchEvent(new ClipboardEvent(type, { ...heard, clipboardData }));
