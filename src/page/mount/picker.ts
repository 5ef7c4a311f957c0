import { HostFinder } from '../detect/hosts.ts';
import { documentElementOf, findAll } from '../dom/safe-dom.ts';

/** A list or a calendar that the browser draws over all of the page, where no observer sees it. */
const open = 'select:open,input:open';

/** Has a field of this document one open, in whatever tree? A script may open one as soon as anything was pressed. */
export const isPickerOpen = (): boolean => {
  const root = documentElementOf(document);
  const trees = new HostFinder(
    () => undefined,
    () => false,
  ).find(root);
  return findAll(root, open).length > 0 || trees.some((tree) => tree.querySelector(open) !== null);
};
