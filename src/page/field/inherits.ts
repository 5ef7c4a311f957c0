/**
 * A window that a script opens has a first, empty document at once. If the one that comes into it is of the same site, it
 * takes over the window, with all that listens there: the opener may have come before us. It could hide that it was the
 * opener, but it can neither give the address of another site as its own nor have the window seem older. What the browser
 * drew ahead has a window of its own.
 */
export const mayInherit = (): boolean => {
  const { referrer, prerendering } = document as Document & { readonly prerendering?: boolean };
  const fromElsewhere = referrer !== '' && URL.parse(referrer)?.origin !== origin;
  if (window.parent !== window || prerendering || fromElsewhere) return false;
  return history.length === 1 && performance.navigation.type === 0;
};
