import type { KeeperCall } from '../bridge/keeper-server.ts';
import { runsBeside } from './carry-out.ts';
import { LockedError, StoppedError } from './errors.ts';

type Call = Pick<KeeperCall, 'command' | 'input'>;

/** Does it bring a passphrase, or a way in? */
const stretches = ({ input }: Call): boolean =>
  ['passphrase', 'proof', 'way'].some((key) => (input as Readonly<Record<string, unknown>>)[key] !== undefined);

/** What is stretched while the vault is to be locked, or for a command that was stopped, fails before it begins. */
export const makeRefusals = () => {
  let locks = 0;
  let waiting = 0;
  let beside = 0;
  let stopped = false;
  return {
    reason: (): Error | undefined => (locks > 0 ? new LockedError() : stopped ? new StoppedError() : undefined),
    add: (call: Call): void => {
      if (call.command === 'vault.lock') locks++;
      if (call.command === 'stretch.stop') stopped = waiting + beside > 0;
      if (!stretches(call)) return;
      // Who stopped what runs beside, or was too late, did not mean this one.
      if (waiting === 0) stopped = false;
      if (runsBeside.has(call.command)) beside++;
      else waiting++;
    },
    /** The next command begins anew. */
    ended: (call: Call): void => {
      if (call.command === 'vault.lock') locks--;
      if (!stretches(call)) return;
      if (runsBeside.has(call.command)) beside--;
      else waiting--;
      if (waiting === 0 || !runsBeside.has(call.command)) stopped = false;
    },
  };
};
