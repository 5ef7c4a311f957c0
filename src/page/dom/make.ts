const svgSpace = 'http://www.w3.org/2000/svg';

/** An element for one of our shadow trees. No other names: a page may have registered any name with a dash as its own. */
export const make = <T extends 'div' | 'span' | 'iframe' | 'button'>(
  tag: T,
  className: string,
): HTMLElementTagNameMap[T] => {
  const element = document.createElement(tag);
  element.className = className;
  return element;
};

/** A 24 × 24 drawing out of one path. */
export const makeIcon = (path: string): SVGElement => {
  const svg = document.createElementNS(svgSpace, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS(svgSpace, 'path');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
};
