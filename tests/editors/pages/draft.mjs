import * as draft from 'draft-js';
import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { first } from './show.mjs';

const { ContentState, Editor, EditorState } = draft.default ?? draft;

const Fixture = ({ latest }) => {
  const [state, setState] = useState(() => EditorState.createWithContent(ContentState.createFromText(first)));
  latest.state = state;
  return createElement(Editor, { editorState: state, onChange: setState });
};

export const mountDraft = (place) => {
  const latest = {};
  createRoot(place).render(createElement(Fixture, { latest }));
  return () => latest.state.getCurrentContent().getPlainText();
};
