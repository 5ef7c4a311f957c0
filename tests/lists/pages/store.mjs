/** What is shown, for a framework that watches it from outside. */
export const makeStore = () => {
  let messages = [];
  const listeners = new Set();
  return {
    get: () => messages,
    set: (next) => {
      messages = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

export const rowStyle = { height: '40px', overflow: 'hidden', whiteSpace: 'nowrap' };
