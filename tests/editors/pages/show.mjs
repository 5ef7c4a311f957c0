// What every editor here gives the tests: the text that its own model holds, asked of its own programming interface.

/** What stands in every editor at first. */
export const first = 'what was there';

/** More than an editor draws at once that draws no more than what is on the screen. */
export const long = Array.from({ length: 400 }, (_, line) => `line ${line}`).join('\n');

const editors = {};
globalThis.editors = editors;

/** What a person reads in markup: a line for each block. */
export const textOfHtml = (html) => {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return [...body.children].map(({ textContent }) => textContent.replaceAll('\u00A0', ' ').trim()).join('\n');
};

/**
 * Shows one editor in a part of the page of its own. `mount` gets an empty element and gives a function that reads the
 * editor's model, or an object with `read` and what else a test wants of it, or a promise of one.
 */
export const show = async (name, mount) => {
  const section = document.createElement('section');
  section.id = name;
  const place = document.createElement('div');
  section.append(name, place);
  document.body.append(section);
  const editor = await mount(place);
  editors[name] = typeof editor === 'function' ? { read: editor } : editor;
};
