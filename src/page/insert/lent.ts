import type { Ground } from '../link.ts';

/** What the first script has anyway, and would weigh as much here once more. */
type Lent = Pick<Ground, 'fieldOf' | 'deepActiveElement' | 'maxLengthOf' | 'textIn' | 'viewOf' | 'wait'>;

/** There before anything is put into a field. */
export let lent: Lent;

export const borrow = (ground: Lent): void => {
  lent = ground;
};
