import Quill from 'quill';
import { first } from './show.mjs';

export const mountQuill = (place) => {
  const quill = new Quill(place);
  quill.setText(first);
  quill.history.clear();
  // Its text always ends in a line break.
  return () => quill.getText().replace(/\n$/, '');
};
