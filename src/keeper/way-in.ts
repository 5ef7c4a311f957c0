import type { WayIn as WayInView } from '../bridge/views.ts';
import { wipe } from '../bytes/bytes.ts';
import { proveWayIn } from '../vault/slots/prove-way-in.ts';
import type { WayIn } from '../vault/slots/secrets.ts';
import type { Keeper } from './keeper.ts';
import type { Session } from './session.ts';

/** What a view brought, as the vault takes it. */
export const toWayIn = (way: WayInView): WayIn => {
  switch (way.kind) {
    case 'passphrase':
      return { kind: 'password', passphrase: way.passphrase };
    case 'recovery':
      return { kind: 'recovery', recoveryKey: way.groups };
    case 'pin':
      return way;
    case 'passkey':
      return { kind: 'passkey', credentialId: way.credentialId, output: way.prf };
  }
};

/** What a command may bring ways in as. */
interface WithWays {
  readonly way?: WayInView;
  readonly proof?: WayInView;
  readonly others?: readonly WayInView[];
}

/** Overwrites what a passkey gave. Passphrases, PINs and recovery keys came as strings, which cannot be. */
export const wipeWays = ({ way, proof, others = [] }: WithWays): void => {
  for (const each of [way, proof, ...others]) if (each?.kind === 'passkey') wipe(each.prf);
};

/**
 * The open session, once the person who asks has shown that they know a way in: an open vault on an unattended desk is not
 * consent. What is wrong counts as a failed attempt, and makes the next one wait.
 * @throws LockedError, and what `unlockVaultBy` throws
 */
export const provenSession = async (keeper: Keeper, proof: WayInView): Promise<Session> => {
  const session = keeper.session();
  await proveWayIn(session.vault, toWayIn(proof), keeper.vaultOptions);
  return session;
};
