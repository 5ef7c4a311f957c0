// The rows of the crypto core: a name, our job, the peers' jobs for the same result, and a bound where there is one
// (bounds.mjs). Before anything is timed, every peer's result is compared with ours.
import { gcm } from '@noble/ciphers/aes.js';
import { pbkdf2 as noblePbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { createSHA256, pbkdf2 as hashWasmPbkdf2 } from 'hash-wasm';
import { argon2Row } from './argon2-row.mjs';
import { makeBounds } from './bounds.mjs';
import * as openpgpOcb from './openpgp-ocb.mjs';

const { subtle } = globalThis.crypto;
const MIB = 1 << 20;
const ITERATIONS = 310_000;
const none = new Uint8Array(0);
const bytes = (length, seed) => Uint8Array.from({ length }, (_, i) => (i * 31 + seed * 7 + (i >> 8)) & 255);
const text = (string) => new TextEncoder().encode(string);

const key = bytes(32, 1);
const nonce = bytes(12, 2);

const importAes = (usage) => subtle.importKey('raw', key, 'AES-GCM', false, [usage]);
const params = { name: 'AES-GCM', iv: nonce };

async function gcmRows(core, bounds) {
  const rows = [];
  for (const [size, label] of [
    [MIB, '1 MiB'],
    [100, '100 B'],
  ]) {
    const data = bytes(size, 3);
    const sealed = core.aesGcmSeal(key, nonce, none, data);
    const [toSeal, toOpen] = [await importAes('encrypt'), await importAes('decrypt')];
    const short = size === 100;
    const bound = short ? undefined : bounds.gcm(data);
    rows.push({
      name: `aes-256-gcm seal ${label}`,
      ours: () => core.aesGcmSeal(key, nonce, none, data),
      bound,
      peers: {
        noble: () => gcm(key, nonce).encrypt(data),
        webcrypto: async () => subtle.encrypt(params, short ? await importAes('encrypt') : toSeal, data),
      },
    });
    rows.push({
      name: `aes-256-gcm open ${label}`,
      ours: () => core.aesGcmOpen(key, nonce, none, sealed),
      bound,
      peers: {
        noble: () => gcm(key, nonce).decrypt(sealed),
        webcrypto: async () => subtle.decrypt(params, short ? await importAes('decrypt') : toOpen, sealed),
      },
    });
  }
  return rows;
}

function ocbRows(core, bounds) {
  const [data, nonce15] = [bytes(MIB, 4), bytes(15, 5)];
  const sealed = core.aesOcbSeal(key, nonce15, none, data);
  return [
    {
      name: 'aes-256-ocb seal 1 MiB',
      ours: () => core.aesOcbSeal(key, nonce15, none, data),
      bound: bounds.ocb(data),
      peers: { noble: () => openpgpOcb.seal(key, nonce15, data) },
    },
    {
      name: 'aes-256-ocb open 1 MiB',
      ours: () => core.aesOcbOpen(key, nonce15, none, sealed),
      peers: { noble: () => openpgpOcb.open(key, nonce15, sealed) },
    },
  ];
}

function keyWrapRow(core) {
  const inner = bytes(32, 6);
  return {
    name: 'aes-kw wrap 32 B',
    ours: () => core.aesKwWrap(key, inner),
    peers: {
      webcrypto: async () => {
        const kek = await subtle.importKey('raw', key, 'AES-KW', false, ['wrapKey']);
        const wrapped = await subtle.importKey('raw', inner, 'AES-GCM', true, ['encrypt']);
        return subtle.wrapKey('raw', wrapped, kek, 'AES-KW');
      },
    },
  };
}

function digestRows(core) {
  const [password, salt, data] = [text('password'), bytes(16, 7), bytes(MIB, 8)];
  const derive = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ITERATIONS };
  return [
    {
      name: 'pbkdf2-sha256 x310000',
      ours: () => core.pbkdf2Sha256(password, salt, ITERATIONS, 32),
      peers: {
        noble: () => noblePbkdf2(nobleSha256, password, salt, { c: ITERATIONS, dkLen: 32 }),
        'hash-wasm': () =>
          hashWasmPbkdf2({
            ...{ password, salt, iterations: ITERATIONS, hashLength: 32 },
            ...{ hashFunction: createSHA256(), outputType: 'binary' },
          }),
        webcrypto: async () =>
          subtle.deriveBits(derive, await subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']), 256),
      },
    },
    { name: 'sha-256 1 MiB', ours: () => core.sha256(data), peers: { noble: () => nobleSha256(data) } },
  ];
}

export async function cryptoRows(core) {
  const bounds = makeBounds();
  return [
    ...(await gcmRows(core, bounds)),
    ...ocbRows(core, bounds),
    keyWrapRow(core),
    argon2Row(core),
    ...digestRows(core),
  ];
}

/** Throws where a peer's result is not ours, for then the comparison would mean nothing. */
export async function requireSameResult({ name, ours, peers }) {
  const listed = (result) => String(new Uint8Array(result));
  const expected = listed(await ours());
  for (const [peer, job] of Object.entries(peers)) {
    if (expected !== listed(await job())) throw new Error(`${name}: ${peer} gives another result`);
  }
}
