import type { FileOpening } from '../../bridge/file-views.ts';
import type { KeeperInput } from '../../bridge/keeper-commands.ts';
import { armor } from '../../bytes/armor.ts';
import { wipe } from '../../bytes/bytes.ts';
import { coreFile } from '../../crypto/index.ts';
import { type OpenedHead, openHead, openNamedFile } from '../../envelope/file/open-file.ts';
import { measureHead, type SealNamedFile, sealNamedFile } from '../../envelope/file/seal-file.ts';
import { type FileWork, makeFileJob } from '../files/job.ts';
import { makeWorkerLanes } from '../files/lanes.ts';
import type { Keeper } from '../keeper.ts';
import { requireMe } from '../keyring.ts';
import { withOpeningKeys } from '../opening-keys.ts';
import type { Session } from '../session.ts';
import { requireOpen, whileUnlocked } from '../unlocked.ts';
import type { Handler } from './handler.ts';
import { recipientsOf, senderOf } from './text.ts';

/** The keeper's own build of the core. */
const openWorkerLanes = makeWorkerLanes(() => `/${coreFile()}`);

export const seal: Handler<'file.seal'> = (keeper, input) =>
  whileUnlocked(keeper, (session) => sealIn(keeper, session, input));

const sealIn = async (keeper: Keeper, session: Session, { name, mediaType, to }: KeeperInput<'file.seal'>) => {
  const time = Date.now();
  const recipients = await recipientsOf(session, to, time);
  requireOpen(keeper, session);
  const sender = requireMe(session.keyring);
  // A copy, for as long as the work lasts: the lock may come in between and overwrite the key.
  const selfKey = session.keyring.selfKeys.current.slice();
  const file: SealNamedFile = { name, mediaType, time, readers: { sender, selfKey, recipients } };
  try {
    const headBytes = await measureHead(keeper.core, file);
    requireOpen(keeper, session);
    const work: FileWork = async (transport) => {
      const head = await sealNamedFile(keeper.core, file, transport);
      session.activity.add('file-sealed', name);
      return head;
    };
    return { job: addJob(keeper, session, work, [selfKey]), headBytes };
  } catch (error) {
    wipe(selfKey);
    throw error;
  }
};

/** The secrets are the job's: wiped when its work has ended, or when it is stopped before it has begun. */
const addJob = (keeper: Keeper, { files }: Session, work: FileWork, secrets: readonly Uint8Array[]): string => {
  let begun = false;
  const run: FileWork = (transport) => {
    begun = true;
    return work(transport).finally(() => wipe(...secrets));
  };
  const { step, stop } = makeFileJob(run, keeper.openLanes ?? openWorkerLanes);
  const end = (): void => {
    stop();
    // Work under way still uses them, and ends by itself.
    if (!begun) wipe(...secrets);
  };
  return files.add({ step, stop: end });
};

export const open: Handler<'file.open'> = (keeper, { start, size }) =>
  whileUnlocked(keeper, (session) => openIn(keeper, session, start, size));

const openIn = async (keeper: Keeper, session: Session, start: Uint8Array, size: number): Promise<FileOpening> => {
  const head = await withOpeningKeys(keeper, session, (keysFor) =>
    openHead(keeper.core, start, size, (envelope) => keysFor(armor('message', envelope))),
  );
  try {
    const view = await viewOf(session, head);
    requireOpen(keeper, session);
    session.activity.add('file-opened', head.name);
    return { job: addJob(keeper, session, openingOf(keeper, head), [head.key]), ...view };
  } catch (error) {
    wipe(head.key);
    throw error;
  }
};

const openingOf =
  ({ core }: Keeper, head: OpenedHead): FileWork =>
  async (transport) => {
    await openNamedFile(core, head, transport);
    return undefined;
  };

const viewOf = async (session: Session, head: OpenedHead): Promise<Omit<FileOpening, 'job'>> => {
  const { name, size, time, headBytes, from } = head;
  return { name, size, time, headBytes, sender: await senderOf(session, from) };
};

export const step: Handler<'file.step'> = (keeper, { job, turn, data, last }) =>
  keeper.session().files.get(job).step(turn, data, last);

export const stop: Handler<'file.stop'> = (keeper, { job }) => {
  keeper.session().files.stop(job);
  return null;
};
