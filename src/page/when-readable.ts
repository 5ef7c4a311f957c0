/** A page that never ends loading is read after this. */
const patienceMs = 2_000;

/** Calls back once the document is there to be read; not at all where it is no HTML. */
export const whenReadable = (start: () => void, signal: AbortSignal): void => {
  let started = false;
  const go = (): void => {
    if (started || signal.aborted || !(document.documentElement instanceof HTMLElement)) return;
    started = true;
    start();
  };
  if (document.readyState !== 'loading') {
    go();
    return;
  }
  document.addEventListener('DOMContentLoaded', go, { once: true, signal });
  setTimeout(go, patienceMs);
};
