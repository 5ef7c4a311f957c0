import { linkIn, type Writing } from '../link.ts';
import { lookInto } from './held.ts';
import { makeInserter } from './inserter.ts';
import { borrow } from './lent.ts';

/** Goes to work with the first script of this world; without it there is nothing to do. */
export const joinWriting = (): void =>
  linkIn(globalThis)?.joinWriting((ground): Writing => {
    borrow(ground);
    return {
      look: (field, another) => lookInto(field, ground.findArmored, ground.memory.leftEmpty, another),
      ...makeInserter(ground.firewall, ground.signal),
    };
  });
