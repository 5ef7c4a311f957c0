// What real pages, editors and mail programs do to a line of text: each takes the text as it was written and gives the
// text as a content script would find it in the page's text nodes.

const chunks = (text: string, width: number, joint: string): string =>
  text.replaceAll(new RegExp(`.{${width}}(?=.)`, 'gsu'), (chunk) => chunk + joint);

const decodeEntities = (html: string): string =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&nbsp;', '\u00a0')
    .replaceAll('&shy;', '\u00ad')
    .replaceAll('&amp;', '&');

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** What `textContent` gives for simple markup. */
const textContent = (html: string): string => decodeEntities(html.replaceAll(/<[^>]*>/gu, ''));

const typographer = (text: string): string =>
  text
    .replaceAll('...', '…')
    .replaceAll('---', '—')
    .replaceAll('--', '–')
    .replaceAll(/"([^"]*)"/gu, '“$1”')
    .replaceAll('(c)', '©')
    .replaceAll('+-', '±');

const emphasis = (text: string): string =>
  textContent(text.replaceAll(/__(.+?)__/gsu, '<b>$1</b>').replaceAll(/_(.+?)_|\*(.+?)\*|~(.+?)~/gsu, '<i>$1$2$3</i>'));

const linkify = (text: string): string =>
  textContent(
    text
      .replaceAll(/\b((?:https?:\/\/)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/[^\s<]*)?)/giu, '<a href="$1">$1</a>')
      .replaceAll(/([@#][0-9A-Za-z_]+)/gu, '<a href="/x">$1</a>'),
  );

/** Shown links are cut to a length, with the rest in an invisible span, as short-message sites do. */
const linkifyCut = (text: string): string =>
  textContent(
    text
      .replaceAll(/\bhttps?:\/\/(\S+)/gu, '<a><span class="invisible">https://</span>$1</a>')
      .replaceAll('\n', '<br>'),
  );

const flowed = (text: string): string => chunks(text, 72, ' \r\n');

/** The 29 transformations, by name. Those in `BREAKING` do change a letter or take some away. */
export const MANGLINGS: Readonly<Record<string, (text: string) => string>> = {
  unchanged: (text) => text,
  'wrapped at 72 columns': (text) => chunks(text, 72, '\n'),
  'wrapped at 76 columns with CRLF': (text) => chunks(text, 76, '\r\n'),
  'broken after 998 characters': (text) => chunks(text, 998, '\r\n '),
  'br elements, newlines in the text': (text) => textContent(chunks(text, 64, '<br>\n')),
  'br elements, nothing in the text': (text) => textContent(chunks(text, 64, '<br>')),
  'wbr elements': (text) => textContent(chunks(text, 20, '<wbr>')),
  'a zero-width space every 10 characters': (text) => chunks(text, 10, '\u200b'),
  'soft hyphens': (text) => textContent(chunks(text, 12, '&shy;')),
  'no-break spaces': (text) => textContent(chunks(text, 30, '&nbsp;')),
  'spans around parts': (text) => textContent(`<span>${chunks(text, 25, '</span><span class="x">')}</span>`),
  'newlines collapsed to one space': (text) => chunks(text, 60, '\n').replaceAll(/\s+/gu, ' '),
  'trimmed, with white space around': (text) => `\n\t  ${text.trim()}  \n\n`,
  'word joiners and byte order marks': (text) => `\ufeff${chunks(text, 50, '\u2060\ufeff')}`,
  linkified: linkify,
  'linkified as a short message': linkifyCut,
  'Markdown with typographer': (text) => typographer(emphasis(text)),
  'Markdown, hard breaks': (text) => textContent(emphasis(text).replaceAll('\n', '<br>\n')),
  'smart punctuation': typographer,
  'smart dashes of a wiki': (text) => text.replaceAll('---', '—').replaceAll('--', '–').replaceAll("''", '″'),
  'smart dashes of a keyboard': (text) => text.replaceAll('--', '—').replaceAll(' - ', ' – '),
  'put between emphasis marks': (text) => emphasis(`_${text}_`),
  'quoted with >': (text) =>
    chunks(text, 72, '\n')
      .split('\n')
      .map((line) => `> ${line}`)
      .join('\n'),
  'quoted twice': (text) =>
    chunks(text, 70, '\n')
      .split('\n')
      .map((line) => `> > ${line}`)
      .join('\r\n'),
  'format=flowed': flowed,
  'HTML escaped twice': (text) => textContent(escapeHtml(escapeHtml(text))),
  'capitals by style sheet': (text) => textContent(`<p style="text-transform:uppercase">${text}</p>`),
  'lower case': (text) => text.toLowerCase(),
  'cut short with an ellipsis': (text) => `${text.slice(0, Math.floor(text.length * 0.6))}…`,
};

/** These cannot be healed, since characters are gone: they must be told. */
export const BREAKING: Readonly<Record<string, 'damaged' | 'truncated'>> = {
  'lower case': 'damaged',
  'cut short with an ellipsis': 'truncated',
};
