import { useVirtualizer } from '@tanstack/react-virtual';
import { createElement as h, useRef, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { makeStore, rowStyle } from './store.mjs';

/** So many nodes are used for all messages, each for another one as the list scrolls. */
const pool = 24;
const store = makeStore();

const List = () => {
  const messages = useSyncExternalStore(store.subscribe, store.get);
  const box = useRef(null);
  const virtual = useVirtualizer({
    count: messages.length,
    getScrollElement: () => box.current,
    estimateSize: () => 40,
    overscan: 2,
  });
  const row = ({ index, start }) => {
    const { id, text } = messages[index];
    const style = { ...rowStyle, position: 'absolute', top: 0, width: '100%', transform: `translateY(${start}px)` };
    return h('div', { key: index % pool, 'data-id': id, style }, h('span', null, text));
  };
  const inner = h(
    'div',
    { style: { height: virtual.getTotalSize(), position: 'relative' } },
    virtual.getVirtualItems().map(row),
  );
  return h('div', { ref: box, id: 'scroller', style: { height: '600px', overflow: 'auto' } }, inner);
};

createRoot(document.querySelector('#list')).render(h(List));
globalThis.list = { set: (messages) => flushSync(() => store.set(messages)) };
