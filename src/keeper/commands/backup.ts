import type { BackupView } from '../../bridge/views.ts';
import { encodeHex } from '../../bytes/hex.ts';
import { type BackupFacts, loadBackupFacts, saveBackupFacts } from '../backup-facts.ts';
import type { Session } from '../session.ts';
import type { Handler } from './handler.ts';
import { slotsOf } from './slots.ts';

const dayMs = 86_400_000;
/** An export older than this does not hold enough of what there is now. */
const recentMs = 90 * dayMs;
const dismissedMs = 30 * dayMs;

/** A time that lies in the future is of a clock that was wrong: it counts as long ago. */
const isWithin = (time: number, now: number, length: number): boolean => time <= now && now - time < length;

const view = async (session: Session, { exportedAt, dismissedAt }: BackupFacts): Promise<BackupView> => {
  const now = Date.now();
  const recovery = (await slotsOf(session)).some(({ kind }) => kind === 'recovery');
  const covered = recovery || isWithin(exportedAt, now, recentMs);
  return {
    recovery,
    ...(exportedAt > 0 ? { lastExport: exportedAt } : {}),
    remind: !covered && !isWithin(dismissedAt, now, dismissedMs),
    vaultId: encodeHex(session.vault.vaultId),
    counter: session.vault.counter,
  };
};

export const status: Handler<'backup.status'> = async (keeper) => {
  const session = keeper.session();
  return view(session, await loadBackupFacts(session.vault));
};

export const dismiss: Handler<'backup.dismiss'> = async (keeper) => {
  const session = keeper.session();
  return view(session, await saveBackupFacts(session.vault, { dismissedAt: Date.now() }));
};
