import tinymce from 'tinymce';
import 'tinymce/icons/default';
import 'tinymce/models/dom';
import 'tinymce/skins/content/default/content.js';
import 'tinymce/skins/ui/oxide/content.js';
import 'tinymce/skins/ui/oxide/skin.js';
import 'tinymce/themes/silver';
import { first } from './show.mjs';

export const mountTinymce = async (place) => {
  const [editor] = await tinymce.init({
    target: place,
    license_key: 'gpl',
    promotion: false,
    skin: 'oxide',
    content_css: 'default',
    height: 260,
    setup: (made) => made.on('init', () => made.setContent(`<p>${first}</p>`)),
  });
  editor.undoManager.clear();
  editor.undoManager.add();
  const beginBelow = (html) => {
    editor.setContent(html);
    editor.focus();
    editor.selection.select(editor.getBody(), true);
    editor.selection.collapse(false);
  };
  const beginInCell = () => {
    editor.setContent('<table><tbody><tr><td>one</td><td></td></tr></tbody></table><p>two</p>');
    editor.focus();
    editor.selection.setCursorLocation(editor.dom.select('td')[1], 0);
  };
  return { read: () => editor.getContent({ format: 'text' }), beginBelow, beginInCell };
};
