import { browser } from 'wxt/browser';

/** The shadow root of an element of the page or of a frame in it, closed or open; null where it has none. */
export const shadowRootOf = (element: Element): ShadowRoot | null => {
  try {
    return browser.dom.openOrClosedShadowRoot(element as HTMLElement);
  } catch {
    // It throws on anything but an HTML element, SVG among them.
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
