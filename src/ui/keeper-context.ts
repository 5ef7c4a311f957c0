import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { KeeperClient } from '../bridge/keeper-client.ts';

/** The line to the keeper that every view below shares. */
export const KeeperContext = createContext<KeeperClient | undefined>(undefined);

export const useKeeper = (): KeeperClient => {
  const keeper = useContext(KeeperContext);
  if (!keeper) throw new Error('A view stands outside of the keeper context.');
  return keeper;
};
