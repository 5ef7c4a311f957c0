// npm run bench -- --browser: the crypto rows inside a page of the extension, how long a person waits for a click, and
// what the content script costs a page. Needs the build for tests (npm run build).
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { launchProfile } from '../../tests/browser/driver.ts';
import { benchClicks } from './clicks.mjs';
import { firstScriptRows } from './first-script.mjs';
import { insertionRows } from './insertion.mjs';
import { rowsOf } from './measure.mjs';
import { pageRows } from './page-bench.mjs';
import { receivedRows } from './received.mjs';
import { vaultRows } from './vault-rows.mjs';

const file = (name) => fileURLToPath(new URL(name, import.meta.url));

/** A page has no processes to start. */
const absent = new Map([
  [file('native-argon2.mjs'), 'export const hasNativeArgon2 = () => false, nativeArgon2id = 0;'],
]);
const withoutNode = { name: 'without Node', load: (id) => absent.get(id) ?? null };

const bundle = async () => {
  const [{ output }] = await build({
    ...{ configFile: false, logLevel: 'error', plugins: [withoutNode] },
    build: { write: false, minify: false, lib: { entry: file('in-page.mjs'), formats: ['iife'], name: 'inPage' } },
  });
  return output[0].code;
};

async function* inPageRows() {
  const profile = await launchProfile({ name: 'bench' });
  try {
    const page = await profile.open('app.html');
    await page.evaluate(await bundle());
    for (let index = 0; ; index++) {
      const row = await page.evaluate((at) => globalThis.bench(at), index);
      if (row === undefined) return;
      yield* rowsOf(row.name, row.medians);
    }
  } finally {
    await profile.close();
  }
}

/** The rows one after the other, as they are measured. */
export async function* browserRows() {
  yield* inPageRows();
  yield* vaultRows();
  yield* await benchClicks();
  yield* insertionRows();
  yield* await firstScriptRows();
  yield* await pageRows();
  yield* await receivedRows();
}
