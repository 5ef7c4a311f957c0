import type { ComponentChildren } from 'preact';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { SecuritySign } from '../../bytes/security-sign.ts';
import { useKeeper } from '../keeper-context.ts';
import { usePresence } from '../presence.ts';
import { useLoaded } from '../use-loaded.ts';

/** `none`: none was chosen yet. A word, since a context that turns from undefined to null tells nobody. */
type KnownSign = SecuritySign | 'none';

const SignContext = createContext<KnownSign | undefined>(undefined);

/** The person's sign; undefined until it is known. */
export const useSign = (): KnownSign | undefined => useContext(SignContext);

interface WithSignProps {
  /** Of the keeper's status: with another one the sign may be another. */
  readonly revision: number | undefined;
  readonly children: ComponentChildren;
}

/** Asks the keeper for the sign, for all views inside, and keeps the vault open while they are used. To stand inside of an open vault. */
export const WithSign = ({ revision, children }: WithSignProps) => {
  const keeper = useKeeper();
  usePresence();
  // Where it cannot be had no sign is shown, and what cannot be had with it says so in its own place.
  const { value } = useLoaded(() => keeper.call('sign.get', {}), [keeper, revision]);
  return <SignContext.Provider value={value === null ? 'none' : value}>{children}</SignContext.Provider>;
};
