/**
 * Puts a text on the clipboard. Inside a page's frame the browser refuses the clipboard API, so the old way follows:
 * a copy command whose event we fill ourselves, which leaves no node with the text in the document.
 * Must be called from a click. Gives false where neither works.
 */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(text);
  }
};

const copyByCommand = (text: string): boolean => {
  const fill = (copying: ClipboardEvent): void => {
    copying.clipboardData?.setData('text/plain', text);
    copying.preventDefault();
  };
  document.addEventListener('copy', fill);
  try {
    return document.execCommand('copy');
  } finally {
    document.removeEventListener('copy', fill);
  }
};
