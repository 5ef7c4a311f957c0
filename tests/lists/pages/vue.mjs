import { createApp, h, nextTick, shallowRef } from 'vue';
import { rowStyle } from './store.mjs';

const messages = shallowRef([]);
const byIndex = location.search === '?by-index';

const List = {
  render: () =>
    h(
      'ul',
      messages.value.map(({ id, text }, index) =>
        h('li', { key: byIndex ? index : id, 'data-id': id, style: rowStyle }, [h('span', text)]),
      ),
    ),
};

createApp(List).mount('#list');
globalThis.list = {
  set: (next) => {
    messages.value = next;
    return nextTick();
  },
};
