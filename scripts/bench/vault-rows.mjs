// The rows of the vault for `npm run bench -- --browser`: in a page of the built extension, over the browser's own
// IndexedDB. What it does is vault-in-page.mjs.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { launchProfile } from '../../tests/browser/driver.ts';

const bundle = async () => {
  const entry = fileURLToPath(new URL('vault-in-page.mjs', import.meta.url));
  const lib = { entry, formats: ['iife'], name: 'vaultInPage' };
  const [{ output }] = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib },
  });
  return output[0].code;
};

const row = (name, ours, peer, limit) => ({ name, ours_ms: ours, peer, peer_ms: limit, ratio: limit / ours });

/** Unlocking stands against the key derivation alone (with our limit of 1.2 times it), the others against our limits. */
export async function* vaultRows() {
  const profile = await launchProfile({ name: 'bench' });
  try {
    const page = await profile.open('icon/16.png');
    await page.evaluate(await bundle());
    const bench = (which) => page.evaluate((name) => globalThis.benchVault(name), which);
    const { ours, kdf } = await bench('unlock');
    yield row('vault unlock', ours, 'Argon2id', kdf);
    yield row('vault unlock', ours, 'our limit', 1.2 * kdf);
    yield row('vault save 2 KB', (await bench('save')).ours, 'our limit', 5);
    const { open, list } = await bench('big');
    yield row('vault open 10,000 records', open, 'our limit', 300);
    yield row('vault list 200 contacts', list, 'our limit', 50);
  } finally {
    await profile.close();
  }
}
