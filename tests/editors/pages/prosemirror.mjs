import { baseKeymap } from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { schema } from 'prosemirror-schema-basic';
import { EditorState } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { first } from './show.mjs';

export const mountProseMirror = (place) => {
  const doc = schema.node('doc', null, [schema.node('paragraph', null, [schema.text(first)])]);
  const plugins = [history(), keymap({ 'Mod-z': undo, 'Mod-y': redo }), keymap(baseKeymap)];
  const view = new EditorView(place, { state: EditorState.create({ doc, plugins }) });
  return () => view.state.doc.textBetween(0, view.state.doc.content.size, '\n');
};
