import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { first, long } from './show.mjs';

const mountCodemirrorWith = (doc) => (place) => {
  place.style.cssText = 'height:120px;overflow:auto';
  const extensions = [history(), keymap.of([...defaultKeymap, ...historyKeymap])];
  const view = new EditorView({ parent: place, state: EditorState.create({ doc, extensions }) });
  return () => view.state.doc.toString();
};

export const mountCodemirror = mountCodemirrorWith(first);
export const mountLongCodemirror = mountCodemirrorWith(long);
