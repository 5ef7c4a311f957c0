import CodeMirror from 'codemirror5';
import 'codemirror5/lib/codemirror.css';
import { first, long } from './show.mjs';

const mountCodemirror5With = (value) => (place) => {
  const editor = CodeMirror(place, { value, lineNumbers: true });
  editor.setSize(null, 120);
  return { read: () => editor.getValue(), set: (value) => editor.setValue(value) };
};

export const mountCodemirror5 = mountCodemirror5With(first);
export const mountLongCodemirror5 = mountCodemirror5With(long);
