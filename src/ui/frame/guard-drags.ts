/** Nothing is dragged out of the frame into the page, or dropped into it from there: what was dragged would be the page's. */
export const guardDrags = (signal: AbortSignal): void => {
  for (const type of ['dragstart', 'dragover', 'drop'] as const) {
    addEventListener(type, (drag) => drag.preventDefault(), { capture: true, signal });
  }
};
