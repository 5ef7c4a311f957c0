import 'trix';
import { first } from './show.mjs';

export const mountTrix = async (place) => {
  const element = document.createElement('trix-editor');
  const ready = new Promise((resolve) => element.addEventListener('trix-initialize', resolve, { once: true }));
  place.append(element);
  await ready;
  element.editor.loadHTML(`<div>${first}</div>`);
  // Its document always ends in a line break.
  return () => element.editor.getDocument().toString().replace(/\n$/, '');
};
