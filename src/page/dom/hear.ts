/** Hears of these events at the window, on their way down to where they happen: before any listener but an earlier one there. */
export const hear = <E extends Event>(
  types: readonly string[],
  listener: (event: E) => void,
  signal: AbortSignal,
): void => {
  for (const type of types) window.addEventListener(type, listener as EventListener, { capture: true, signal });
};
