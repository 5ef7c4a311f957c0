import { linkIn, type Writing } from '../link.ts';
import { lookInto } from './held.ts';
import { Inserter } from './inserter.ts';
import { borrow } from './lent.ts';

/** Goes to work with the first script of this world; without it there is nothing to do. */
export const joinWriting = (): void =>
  linkIn(globalThis)?.joinWriting((ground): Writing => {
    const { firewall, findArmored, memory, signal } = ground;
    borrow(ground);
    const inserter = new Inserter(firewall, signal);
    return {
      look: (field) => lookInto(field, findArmored, memory.leftEmpty),
      insert: (wish) => inserter.insert(wish),
      known: (requestId, otherwise) => inserter.known(requestId, otherwise),
    };
  });
