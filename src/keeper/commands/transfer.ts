import { type KeeperInput, maxExportBytes } from '../../bridge/keeper-commands.ts';
import type { ImportCollision, ImportPreview, ImportResult } from '../../bridge/transfer-views.ts';
import { FieldsealError } from '../../bytes/errors.ts';
import { encodeHex } from '../../bytes/hex.ts';
import { randomBytes } from '../../crypto/random.ts';
import { exportVault } from '../../vault/transfer/export-vault.ts';
import * as transfer from '../../vault/transfer/import-vault.ts';
import { defaultChoices, type ImportChoices, type ImportConflict } from '../../vault/transfer/transfer-rule.ts';
import { saveBackupFacts } from '../backup-facts.ts';
import { ImportGoneError } from '../errors.ts';
import { dropImport, type PendingImport } from '../pending.ts';
import { reloadSession, type Session } from '../session.ts';
import { requireOpen } from '../unlocked.ts';
import { provenSession } from '../way-in.ts';
import type { Handler } from './handler.ts';

export const exportAll: Handler<'export.make'> = async (keeper, { passphrase, proof, weaker = false }) => {
  const session = await provenSession(keeper, proof);
  const now = Date.now();
  const options = { passphrase, now, weaker, limit: maxExportBytes, ...keeper.vaultOptions };
  const { file, damaged } = await exportVault(session.vault, options);
  await noteExport(session, now);
  return { name: `fieldseal-${new Date(now).toISOString().slice(0, 10)}.vault`, file, damaged };
};

/** The file is made. A reminder too many is no reason to keep it back, from a damaged vault least of all. */
const noteExport = async ({ vault }: Session, exportedAt: number): Promise<void> => {
  try {
    await saveBackupFacts(vault, { exportedAt });
  } catch (error) {
    if (!(error instanceof FieldsealError)) throw error;
  }
};

export const preview: Handler<'import.preview'> = async (keeper, { file, passphrase }) => {
  const session = keeper.session();
  const { policy } = keeper.vaultOptions;
  const opened = await transfer.openExport(keeper.core, file, passphrase, policy ? { policy } : {});
  const pending = { id: encodeHex(randomBytes(16)), opened };
  dropImport(session.pending);
  session.pending.import = pending;
  try {
    return view(session, pending, await transfer.previewImport(session.vault, opened));
  } catch (error) {
    dropImport(session.pending);
    throw error;
  }
};

const view = (
  { vault, identity, sign }: Session,
  { id, opened }: PendingImport,
  found: transfer.ImportPreview,
): ImportPreview => {
  const { exportedAt: created, isSameVault: sameVault, counter, stores } = found;
  const count = (name: string): number => opened.stores.find(({ store }) => store === name)?.count ?? 0;
  const [contacts, drafts, identities] = [count('contacts'), count('drafts'), count('identity')];
  return {
    id,
    created,
    sameVault,
    ahead: sameVault && counter > vault.counter,
    counts: { contacts, drafts, identity: identities, preferences: count('preferences'), activity: 0 },
    collisions: stores.flatMap(({ store, conflicts }) =>
      conflicts.map((conflict, n) =>
        collision(store, n, conflict, { identity: identity?.name ?? '', sign: sign?.phrase ?? '' }),
      ),
    ),
  };
};

/** What the person knows their own side by, where there is one of it. */
interface Mine {
  readonly identity: string;
  readonly sign: string;
}

const collision = (store: string, n: number, { reason, name }: ImportConflict, my: Mine): ImportCollision => {
  const choose = Object.hasOwn(defaultChoices, store);
  const names =
    store === 'preferences'
      ? { mine: '', theirs: '' }
      : { mine: store === 'identity' || store === 'sign' ? my[store] : name, theirs: name };
  return { store, id: `${n}`, reason, choose, ...names };
};

export const apply: Handler<'import.apply'> = async (keeper, { id, proof, ...wish }) => {
  importOf(keeper.session(), id);
  const session = await provenSession(keeper, proof);
  requireOpen(keeper, session);
  const { opened } = importOf(session, id);
  const { stores } = await transfer.importVault(session.vault, opened, { now: Date.now(), choices: choicesOf(wish) });
  dropImport(session.pending);
  await reloadSession(keeper.core, session);
  session.deadline.setMinutes(session.preferences.autoLockMinutes);
  const sum = (kind: keyof ImportResult): number => stores.reduce((total, outcome) => total + outcome[kind], 0);
  return { added: sum('added'), merged: sum('merged') };
};

/** Throws `ImportGoneError`. */
const importOf = ({ pending }: Session, id: string): PendingImport => {
  if (pending.import?.id !== id) throw new ImportGoneError();
  return pending.import;
};

/** `both` is what happens anyhow: the one that is not taken is kept beside the other. */
const choicesOf = ({
  choices,
  become = false,
}: Pick<KeeperInput<'import.apply'>, 'choices' | 'become'>): ImportChoices => {
  const of = (name: keyof ImportChoices): 'mine' | 'theirs' =>
    choices.some(({ store, take }) => store === name && take === 'theirs') ? 'theirs' : 'mine';
  return { identity: become ? of('identity') : 'mine', preferences: of('preferences'), sign: of('sign') };
};

export const drop: Handler<'import.drop'> = (keeper) => {
  dropImport(keeper.session().pending);
  return null;
};
