import { sealHeader } from '../header.ts';
import { previousWrapKey, recordWrapKey } from '../keys.ts';
import { vaultLockName } from '../locks.ts';
import { prepareWrite } from '../prepare-write.ts';
import { rewrapBox } from '../sealed-box.ts';
import { handled, inStrictTransaction, type Stores } from '../strict-transaction.ts';
import { engineOf, type Vault } from '../vault.ts';

export interface RotationProgress {
  /** Called after each transaction: how many of all records were looked at. */
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
  /** Stops between two transactions. Nothing is lost by it. */
  readonly signal?: AbortSignal;
}

/** So many rows go into one transaction. */
const batchSize = 64;

/**
 * Goes on with a change of the vault key that was begun, to its end unless it is stopped. Nothing to do where none was.
 * @throws what `Vault.write` throws: what was done stays done
 */
export const continueRotation = async (
  vault: Vault,
  { onProgress, signal }: RotationProgress = {},
): Promise<{ readonly finished: boolean }> => {
  const engine = engineOf(vault);
  if (!engine.opener().keys.previousRecordWrap) return { finished: true };
  let total = await engine.parts.db.count('records');
  let done = 0;
  for (let after: string | undefined = ''; after !== undefined; ) {
    if (signal?.aborted) return { finished: false };
    const batch: Batch = await rewrapBatch(vault, after);
    after = batch.last;
    done += batch.count;
    total = Math.max(total, done);
    onProgress?.({ done, total });
  }
  if (signal?.aborted) return { finished: false };
  await finish(vault);
  return { finished: true };
};

interface Batch {
  readonly count: number;
  /** The last key of the batch; nothing where there is no more. */
  readonly last: string | undefined;
}

/**
 * Only the wrap of a row changes, and its tag stays: the manifest holds on. Rows that neither key opens are damaged,
 * and stay as they are.
 */
const rewrapBatch = (vault: Vault, after: string): Promise<Batch> => {
  const engine = engineOf(vault);
  const { db, locks } = engine.parts;
  return locks.request(vaultLockName, () =>
    inStrictTransaction(db, async ({ records }) => {
      const { core, keys } = engine.opener();
      const [from, to] = [previousWrapKey(keys), recordWrapKey(keys)];
      const rows = await takeRows(records, after);
      for (const { key, row } of rows) {
        const rewrapped = from && rewrapBox(core, row, from, to);
        if (rewrapped) handled(records.put(rewrapped, key));
      }
      return { count: rows.length, last: rows.length < batchSize ? undefined : rows.at(-1)?.key };
    }),
  );
};

const takeRows = async (
  records: Stores['records'],
  after: string,
): Promise<readonly { readonly key: string; readonly row: unknown }[]> => {
  const range = IDBKeyRange.lowerBound(after, true);
  const [keys, rows] = await Promise.all([records.getAllKeys(range, batchSize), records.getAll(range, batchSize)]);
  return keys.map((key, at) => ({ key, row: rows[at] }));
};

/** The old key goes from the header. All rows are under the new one: who writes, writes under that. */
const finish = async (vault: Vault): Promise<void> => {
  const engine = engineOf(vault);
  await engine.commit(async (manifest) => {
    const header = await engine.header(manifest);
    const opener = engine.opener();
    const { epoch, slots } = header;
    const sealed = sealHeader(opener.core, { vaultId: opener.vaultId, epoch, slots }, opener.keys.header);
    const write = header.previous && prepareWrite(opener, engine.parts.random, manifest, [], { header: sealed });
    return { write, result: undefined };
  });
  engine.dropPreviousKey();
};
