/** Ctrl+Enter, from any part of a form, is its Seal button. */
export const isSealKey = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean => key === 'Enter' && (ctrlKey || metaKey);

/** What is missing may be out of sight: the focus goes to where one chooses who may read it. */
export const focusReaders = (form: HTMLElement | null): void =>
  form?.querySelector<HTMLElement>('[role="combobox"]')?.focus();
