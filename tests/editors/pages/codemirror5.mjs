import CodeMirror from 'codemirror5';
import 'codemirror5/lib/codemirror.css';
import { first, long } from './show.mjs';

const mountCodemirror5With = (value) => (place) => {
  const editor = CodeMirror(place, { value, lineNumbers: true });
  editor.setSize(null, 120);
  const at = ([line, ch]) => ({ line, ch });
  return {
    read: () => editor.getValue(),
    set: (value) => editor.setValue(value),
    carets: (...places) => editor.setSelections(places.map((place) => ({ anchor: at(place), head: at(place) }))),
    select: (start, end) => editor.setSelection(at(start), at(end)),
  };
};

export const mountCodemirror5 = mountCodemirror5With(first);
export const mountLongCodemirror5 = mountCodemirror5With(long);
