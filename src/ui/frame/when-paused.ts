/** No key for so long is a pause. Milliseconds. */
const pauseMs = 300;

/** Resolves when nobody writes in this window, or as soon as a pointer moves in it; at once if the signal ends. */
export const whenPaused = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const over = new AbortController();
    const options = { capture: true, passive: true, signal: over.signal };
    let composing = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const done = (): void => {
      clearTimeout(timer);
      over.abort();
      resolve();
    };
    const later = (): void => {
      clearTimeout(timer);
      if (!composing) timer = setTimeout(done, pauseMs);
    };
    const compose = ({ type }: Event): void => {
      composing = type !== 'compositionend';
      later();
    };
    const pointed = (): void => {
      if (!composing) done();
    };
    for (const type of ['keydown', 'input'] as const) addEventListener(type, later, options);
    for (const type of ['compositionstart', 'compositionend'] as const) addEventListener(type, compose, options);
    for (const type of ['pointermove', 'pointerdown'] as const) addEventListener(type, pointed, options);
    signal.addEventListener('abort', done, { signal: over.signal });
    if (signal.aborted) done();
    else later();
  });
