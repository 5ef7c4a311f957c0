// The crypto rows as they run inside a page of the extension: bundled by browser.mjs, called as `globalThis.bench`.
import { coreFile, loadCore } from '../../src/crypto/load-core.ts';
import { cryptoRows, requireSameResult } from './crypto-rows.mjs';
import { jobsOf, measure } from './measure.mjs';

/** Medians by job of the row at `index`; nothing where there is no such row. One at a time, so that each can be shown. */
globalThis.bench = async (index) => {
  globalThis.core ??= await loadCore(await fetch(`/${coreFile()}`));
  globalThis.rows ??= await cryptoRows(globalThis.core);
  const row = globalThis.rows[index];
  if (row === undefined) return undefined;
  await requireSameResult(row);
  return { name: row.name, medians: await measure(jobsOf(row)) };
};
