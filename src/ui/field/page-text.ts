/** Spaces that editors put for ordinary ones. */
const hardSpace = /\u00A0/g;
/** What editors add unseen, and the two marks that only turn the order of what is read. */
const unseen = /[\u200B\uFEFF\u202D\u202E]/g;

/**
 * Words out of a page's field as a person would have typed them: nothing that is not seen and nothing that shows them in
 * another order than they will be read in.
 */
export const cleanPageText = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(hardSpace, ' ')
    .replace(unseen, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, '')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/\s+$/, '');
