import { browser } from 'wxt/browser';

/** The shadow root of an element of the page, closed or open; null where it has none. */
export const shadowRootOf = (element: Element): ShadowRoot | null => {
  // `openOrClosedShadowRoot` throws on anything but an HTML element, SVG among them.
  if (!(element instanceof HTMLElement)) return null;
  try {
    return browser.dom.openOrClosedShadowRoot(element);
  } catch {
    return null;
  }
};

/** The element that has the focus, followed into shadow trees. A frame counts as itself. */
export const deepActiveElement = (): Element | null => {
  let active = document.activeElement;
  while (active) {
    const inner = shadowRootOf(active)?.activeElement;
    if (!inner) return active;
    active = inner;
  }
  return null;
};
