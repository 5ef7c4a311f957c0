import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { first } from './show.mjs';

/** Its value is the component's state and nothing else. */
const Controlled = ({ tag, latest, start, ...properties }) => {
  const [value, setValue] = useState(start);
  latest.value = value;
  return createElement(tag, { ...properties, value, onChange: ({ target }) => setValue(target.value) });
};

const mountControlled = (tag, properties) => (place) => {
  const latest = {};
  createRoot(place).render(createElement(Controlled, { tag, latest, ...properties }));
  return () => latest.value;
};

export const mountReactInput = mountControlled('input', { start: '' });
export const mountReactTextarea = mountControlled('textarea', { start: '' });
export const mountReactShort = mountControlled('textarea', { start: first, maxLength: 100 });
