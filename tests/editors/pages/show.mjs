// What every editor here gives the tests: the text that its own model holds, asked of its own programming interface.

/** What stands in every editor at first. */
export const first = 'what was there';

/** More than an editor draws at once that draws no more than what is on the screen. */
export const long = Array.from({ length: 400 }, (_, line) => `line ${line}`).join('\n');

const editors = {};
globalThis.editors = editors;

/**
 * Shows one editor in a part of the page of its own. `mount` gets an empty element and gives a function that reads the
 * editor's model, or a promise of one.
 */
export const show = async (name, mount) => {
  const section = document.createElement('section');
  section.id = name;
  const place = document.createElement('div');
  section.append(name, place);
  document.body.append(section);
  editors[name] = { read: await mount(place) };
};
