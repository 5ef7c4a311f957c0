import EditorJS from '@editorjs/editorjs';
import Quote from '@editorjs/quote';

const paragraph = (text) => ({ type: 'paragraph', data: { text } });

/** An editor of blocks, each of which is a field: two paragraphs, and a quote with its caption. */
export const mountEditorjs = async (place) => {
  const quote = { type: 'quote', data: { text: 'quoted words', caption: 'who said it' } };
  const data = { blocks: [paragraph('one two three'), paragraph('four'), quote] };
  const editor = new EditorJS({ holder: place, minHeight: 0, tools: { quote: Quote }, data });
  await editor.isReady;
  return {
    /** What it would save: a line a block. Throws where it can save no more. */
    read: async () => {
      const { blocks } = await editor.save();
      return blocks.map(({ data: { text, caption } }) => [text, caption].filter(Boolean).join(' · ')).join('\n');
    },
    /** Selects letters of a field. */
    select: (index, start, end) => {
      const field = place.querySelectorAll('.ce-block [contenteditable]')[index];
      field.focus();
      getSelection().setBaseAndExtent(field.firstChild, start, field.firstChild, end);
    },
  };
};
