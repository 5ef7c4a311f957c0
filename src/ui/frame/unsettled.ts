// A message of the page's may stand over this window, where nobody sees it but the person. No press counts then. The
// mark is on our own document: what watches presses and what waits for the page side are mounted apart.
const mark = 'data-unsettled';

export const setUnsettled = (unsettled: boolean): void => {
  document.documentElement.toggleAttribute(mark, unsettled);
};

export const isUnsettled = (): boolean => document.documentElement.hasAttribute(mark);
