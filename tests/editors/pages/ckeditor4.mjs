// It is a script of its own, which brings further ones by their addresses, and no module: the page has it before this.
import { first, textOfHtml } from './show.mjs';

const { CKEDITOR } = globalThis;

const hint = 'Write your answer here';

/** As some plug-ins do: while nobody is in an empty editor, words stand in it that are none of its data. */
CKEDITOR.plugins.add('hint', {
  init: (editor) => {
    const isHint = () => editor.editable()?.hasClass('hint');
    const show = () => {
      if (editor.getData() !== '') return;
      editor.editable().addClass('hint');
      editor.editable().setHtml(`<p>${hint}</p>`);
    };
    editor.on('getData', (event) => {
      if (isHint()) event.data.dataValue = '';
    });
    editor.on('instanceReady', show);
    editor.on('blur', show);
    editor.on('focus', () => {
      if (!isHint()) return;
      editor.editable().removeClass('hint');
      editor.editable().setHtml('<p><br></p>');
      const range = editor.createRange();
      range.moveToElementEditStart(editor.editable().getFirst());
      range.select();
    });
  },
});

const mountCkeditor4With = (html, extraPlugins) => async (place) => {
  const config = { customConfig: '', stylesSet: false, contentsCss: [], language: 'en', height: 120, extraPlugins };
  const made = CKEDITOR.replace(place, { ...config, versionCheck: false });
  const editor = await new Promise((resolve) => made.on('instanceReady', () => resolve(made)));
  const set = (data) => new Promise((resolve) => editor.setData(data, { callback: resolve }));
  await set(html);
  editor.resetUndo();
  const beginBelow = async (data) => {
    await set(data);
    editor.focus();
    const range = editor.createRange();
    range.moveToElementEditEnd(editor.editable());
    range.select();
  };
  return { read: () => textOfHtml(editor.getData()), beginBelow, shown: () => editor.editable().getText() };
};

export const mountCkeditor4 = mountCkeditor4With(`<p>${first}</p>`, '');
export const mountCkeditor4Hint = mountCkeditor4With('', 'hint');
