import { createEmptyHistoryState, registerHistory } from '@lexical/history';
import { registerRichText } from '@lexical/rich-text';
import { $createParagraphNode, $createTextNode, $getRoot, createEditor } from 'lexical';
import { first } from './show.mjs';

export const mountLexical = (place) => {
  const editor = createEditor({
    namespace: 'fixture',
    onError: (error) => {
      throw error;
    },
  });
  place.contentEditable = 'true';
  editor.setRootElement(place);
  registerRichText(editor);
  registerHistory(editor, createEmptyHistoryState(), 300);
  editor.update(
    () =>
      $getRoot()
        .clear()
        .append($createParagraphNode().append($createTextNode(first))),
    {
      discrete: true,
      tag: 'historic',
    },
  );
  return () => editor.getEditorState().read(() => $getRoot().getTextContent());
};
