import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { createEditor, Node } from 'slate';
import { withHistory } from 'slate-history';
import { Editable, Slate, withReact } from 'slate-react';
import { first } from './show.mjs';

export const mountSlate = (place) => {
  const editor = withHistory(withReact(createEditor()));
  const initialValue = [{ type: 'paragraph', children: [{ text: first }] }];
  createRoot(place).render(createElement(Slate, { editor, initialValue }, createElement(Editable)));
  return () => editor.children.map((child) => Node.string(child)).join('\n');
};
