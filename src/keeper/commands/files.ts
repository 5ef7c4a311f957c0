import type { FileOpening } from '../../bridge/file-views.ts';
import { armor } from '../../bytes/armor.ts';
import { wipe } from '../../bytes/bytes.ts';
import { coreFile } from '../../crypto/index.ts';
import { type OpenedHead, openHead, openNamedFile } from '../../envelope/file/open-file.ts';
import { measureHead, type SealNamedFile, sealNamedFile } from '../../envelope/file/seal-file.ts';
import type { OpenKeys } from '../../envelope/open.ts';
import { type FileWork, makeFileJob } from '../files/job.ts';
import { makeWorkerLanes } from '../files/lanes.ts';
import type { Keeper } from '../keeper.ts';
import { findReader, type Reader } from '../keyring.ts';
import type { Session } from '../session.ts';
import type { Handler } from './handler.ts';
import { recipientsOf, senderOf } from './text.ts';

/** The keeper's own build of the core. */
const openWorkerLanes = makeWorkerLanes(() => `/${coreFile()}`);

export const seal: Handler<'file.seal'> = async (keeper, { name, mediaType, to }) => {
  const session = keeper.session();
  const time = Date.now();
  const recipients = await recipientsOf(session, to, time);
  const { me, selfKeys } = session.keyring;
  // A copy, for as long as the work lasts: the lock may come in between and overwrite the key.
  const selfKey = selfKeys.current.slice();
  const file: SealNamedFile = { name, mediaType, time, readers: { sender: me, selfKey, recipients } };
  const headBytes = await measureHead(keeper.core, file);
  const work: FileWork = async (transport) => {
    const head = await sealNamedFile(keeper.core, file, transport);
    session.activity.add('file-sealed', name);
    return head;
  };
  return { job: addJob(keeper, session, work, [selfKey]), headBytes };
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

const keysFor =
  ({ core }: Keeper, { keyring }: Session, readers: readonly Reader[]) =>
  (envelope: Uint8Array): OpenKeys => {
    const token = armor('message', envelope);
    const reader = findReader(core, token, readers) ?? readers[0] ?? { me: keyring.me };
    return { ...reader, selfKey: keyring.selfKeys.keyFor(token) };
  };

export const open: Handler<'file.open'> = async (keeper, { start, size }) => {
  const session = keeper.session();
  const keys = keysFor(keeper, session, await session.readers());
  const head = await openHead(keeper.core, start, size, keys);
  const view = await viewOf(session, head);
  session.activity.add('file-opened', head.name);
  const work: FileWork = async (transport) => {
    await openNamedFile(keeper.core, head, transport);
    return undefined;
  };
  return { job: addJob(keeper, session, work, [head.key]), ...view };
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
