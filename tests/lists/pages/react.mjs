import { createElement as h, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { makeStore, rowStyle } from './store.mjs';

const store = makeStore();
const byIndex = location.search === '?by-index';

const List = () => {
  const messages = useSyncExternalStore(store.subscribe, store.get);
  const row = ({ id, text }, index) =>
    h('li', { key: byIndex ? index : id, 'data-id': id, style: rowStyle }, h('span', null, text));
  return h('ul', null, messages.map(row));
};

createRoot(document.querySelector('#list')).render(h(List));
globalThis.list = { set: (messages) => flushSync(() => store.set(messages)) };
