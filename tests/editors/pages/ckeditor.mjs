import { ClassicEditor } from '@ckeditor/ckeditor5-editor-classic';
import { Essentials } from '@ckeditor/ckeditor5-essentials';
import { Paragraph } from '@ckeditor/ckeditor5-paragraph';
import { first } from './show.mjs';

export const mountCkeditor = async (place) => {
  const editor = await ClassicEditor.create(place, {
    licenseKey: 'GPL',
    plugins: [Essentials, Paragraph],
    initialData: `<p>${first}</p>`,
  });
  const root = editor.model.document.getRoot();
  return () =>
    [...root.getChildren()].map((block) => [...block.getChildren()].map(({ data }) => data).join('')).join('\n');
};
