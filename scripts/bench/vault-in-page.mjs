// The vault as it runs inside a page of the extension, over the browser's own IndexedDB: bundled by vault-rows.mjs,
// called as `globalThis.benchVault`.
import { coreFile, loadCore } from '../../src/crypto/load-core.ts';
import { createVault } from '../../src/vault/create-vault.ts';
import { openDatabase } from '../../src/vault/database.ts';
import { defaultKdfCost } from '../../src/vault/kdf-policy.ts';
import { settleUnlock } from '../../src/vault/settle-unlock.ts';
import { openStore } from '../../src/vault/store.ts';
import { contactStore } from '../../src/vault/stores/contacts.ts';
import { unlockVault } from '../../src/vault/unlock-vault.ts';
import { measure } from './measure.mjs';

const passphrase = 'nine words that are of no use to anybody';
const records = 10_000;
const contacts = 200;
const bytes = (length) => crypto.getRandomValues(new Uint8Array(length));

/** The same core, but each stretching is done once: what is left is the vault's own part. */
function withoutKdf(core) {
  const known = new Map();
  const argon2id = (options) => {
    const key = JSON.stringify([[...options.salt], options.memoryKiB, options.iterations]);
    if (!known.has(key)) known.set(key, core.argon2id(options));
    return known.get(key).slice();
  };
  return { ...core, argon2id };
}

async function freshVault(core, name) {
  const db = await openDatabase(name);
  return { db, vault: await createVault(core, db, { passphrase, now: Date.now() }) };
}

async function unlockOnce(core, db) {
  const vault = await unlockVault(core, db, { passphrase });
  await settleUnlock(vault, { now: Date.now(), passphrase });
  vault.close();
}

async function unlockRow(core) {
  const { db, vault } = await freshVault(core, 'bench-unlock');
  vault.close();
  const password = new TextEncoder().encode(passphrase);
  const kdf = () => core.argon2id({ ...defaultKdfCost, password, salt: new Uint8Array(16), length: 32 });
  return measure({ ours: () => unlockOnce(core, db), kdf });
}

async function saveRow(core) {
  const { vault } = await freshVault(core, 'bench-save');
  const ids = Array.from({ length: 100 }, () => vault.makeRecordId());
  let next = 0;
  const save = () =>
    vault.write([{ kind: 'put', store: 'notes', id: ids[next++ % 100], schema: 1, value: bytes(2048) }]);
  return measure({ ours: save });
}

const contact = () => {
  const keys = { fingerprint: bytes(32), ed25519: bytes(32), x25519: bytes(32) };
  const times = { created: Date.now(), expires: Date.now() + 1e10, addedAt: Date.now() };
  const id = [...bytes(16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return {
    id,
    alias: 'Somebody',
    addedAt: Date.now(),
    cards: [{ text: 'x'.repeat(400), name: 'S', ...keys, ...times }],
  };
};

/** 10,000 records of 300 bytes, 200 of them contacts. */
async function fill(vault) {
  const store = openStore(vault, contactStore);
  const changes = Array.from({ length: records - contacts }, () => ({
    ...{ kind: 'put', store: 'notes', id: vault.makeRecordId(), schema: 1 },
    value: bytes(300),
  }));
  for (let i = 0; i < contacts; i++) {
    const one = contact();
    changes.push(store.putChange(one.id, one));
  }
  for (let at = 0; at < changes.length; at += 1000) await vault.write(changes.slice(at, at + 1000));
}

async function bigRows(core) {
  const quick = withoutKdf(core);
  const { db, vault } = await freshVault(quick, 'bench-big');
  await fill(vault);
  const open = async () => (await unlockVault(quick, db, { passphrase })).close();
  const list = async () => {
    const found = await openStore(vault, contactStore).list();
    if (found.length !== contacts) throw new Error('not every contact is there');
  };
  return { open: (await measure({ ours: open })).ours, list: (await measure({ ours: list })).ours };
}

globalThis.benchVault = async (which) => {
  const core = await loadCore(await fetch(`/${coreFile()}`));
  return { unlock: unlockRow, save: saveRow, big: bigRows }[which](core);
};
