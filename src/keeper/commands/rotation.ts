import type { KeeperInput } from '../../bridge/keeper-commands.ts';
import type { RotationView } from '../../bridge/views.ts';
import { equal, wipe } from '../../bytes/bytes.ts';
import { continueRotation } from '../../vault/rotation/continue-rotation.ts';
import { rotateVaultKey } from '../../vault/rotation/rotate-vault-key.ts';
import type { Keeper } from '../keeper.ts';
import { reloadSession, type Session } from '../session.ts';
import { provenSession, toWayIn } from '../way-in.ts';
import type { Handler } from './handler.ts';

/** What is begun is finished before anything else is begun. A caller that asks while it runs waits for the same end. */
export const rotate: Handler<'vault.rotate'> = async (keeper, input) => {
  const session = await provenSession(keeper, input.proof);
  const { rotation } = session;
  rotation.run ??= run(keeper, session, input).finally(() => {
    rotation.run = undefined;
  });
  await rotation.run;
  return view(keeper, session);
};

const run = async (keeper: Keeper, session: Session, input: KeeperInput<'vault.rotate'>): Promise<void> => {
  const { vault, rotation } = session;
  const controller = new AbortController();
  Object.assign(rotation, { controller, done: 0, total: await countRecords(keeper) });
  const { signal } = controller;
  const progress = { signal, onProgress: (step: { done: number; total: number }) => Object.assign(rotation, step) };
  const ways = [input.proof, ...(input.others ?? [])].map(toWayIn);
  try {
    const { finished } = rotation.unfinished
      ? await continueRotation(vault, progress)
      : await rotateVaultKey(vault, { ways, now: Date.now(), ...keeper.vaultOptions, ...progress });
    rotation.unfinished = !finished;
  } catch (error) {
    // It begins with the new key, in one transaction: whatever comes after can be gone on with.
    rotation.unfinished ||= vault.isOpen && isKeyChanged(session);
    throw error;
  } finally {
    if (!rotation.unfinished) rotation.done = rotation.total;
    if (vault.isOpen) await reloadSession(keeper.core, session);
  }
};

const countRecords = (keeper: Keeper): Promise<number> => keeper.withDatabase((db) => db.count('records'));

const isKeyChanged = ({ vault, keyring: { selfKeys } }: Session): boolean => {
  const now = vault.deriveKey('self-slot');
  const changed = !equal(now, selfKeys.current);
  wipe(now);
  return changed;
};

/** Nothing to do: nothing of nothing. Begun and not finished: `done` below `total`. */
const view = async (keeper: Keeper, { rotation }: Session): Promise<RotationView> => {
  const { run: running, unfinished, done, total } = rotation;
  if (running) return { running: true, done, total };
  if (!unfinished) return { running: false, done: total, total };
  const all = await countRecords(keeper);
  return { running: false, done: Math.min(done, all - 1), total: all };
};

export const rotation: Handler<'vault.rotation'> = (keeper) => view(keeper, keeper.session());

/** What was done stays done, and `vault.rotate` goes on with it. */
export const rotateStop: Handler<'vault.rotateStop'> = async (keeper) => {
  const session = keeper.session();
  session.rotation.controller?.abort();
  await session.rotation.run?.catch(() => undefined);
  return view(keeper, session);
};
