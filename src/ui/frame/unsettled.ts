// Something that nobody sees but the person may lie over this window: no press counts then. The marks are on our own
// document: what watches presses and what waits for the page side are mounted apart.

/** A message of the page's may stand there. */
const unsettled = 'data-unsettled';
/** The thread of the page stands still, or did so just before. */
const stalled = 'data-stalled';

const mark = (name: string, is: boolean): void => void document.documentElement.toggleAttribute(name, is);

export const setUnsettled = (is: boolean): void => mark(unsettled, is);

export const setStalled = (is: boolean): void => mark(stalled, is);

export const isUnsettled = (): boolean =>
  [unsettled, stalled].some((name) => document.documentElement.hasAttribute(name));
