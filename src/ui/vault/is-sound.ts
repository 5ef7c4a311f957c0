import type { PublicStatus } from '../../bridge/status.ts';

/** What was done to the vault is told where one has unlocked, and in no page. */
export const isSound = ({ damaged = 0, identityDamaged, rolledBack, witnessLost }: PublicStatus): boolean =>
  damaged === 0 && identityDamaged !== true && rolledBack !== true && witnessLost !== true;
