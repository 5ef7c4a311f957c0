// npm run bench -- --timing: whether the time that the core takes says anything of keys, data or tags. Two classes of
// inputs are timed in random order; with |t| below 4.5 nothing is to be seen in 100,000 samples. The planted leaks show
// that something would be seen: they have to come out above 10.
import { compareClasses } from './welch.ts';

const SAMPLES = 100_000;
const QUIET = 4.5;
const LOUD = 10;
const none = new Uint8Array(0);
const random = (length) => crypto.getRandomValues(new Uint8Array(length));

/** Runs what has to fail. */
function failing(run) {
  try {
    run();
  } catch {
    return;
  }
  throw new Error('what had to be refused was accepted');
}

/** Class 0: the first byte at `from` is wrong; class 1: the last byte before `to`. */
function wrongByte(right, from, to, run) {
  const input = Uint8Array.from(right);
  return {
    prepare: (which) => {
      input.set(right);
      input[which === 0 ? from : to - 1] ^= 0x55;
    },
    run: () => failing(() => run(input)),
  };
}

/** Class 0: always zeros; class 1: other random bytes each time. Both are copied from memory just written. */
function fixedOrRandom(length, run) {
  const [input, fixed, fresh] = [new Uint8Array(length), new Uint8Array(length), new Uint8Array(length)];
  return {
    prepare: (which) => {
      crypto.getRandomValues(fresh);
      fixed.fill(0);
      input.set(which === 0 ? fixed : fresh);
    },
    run: () => run(input),
  };
}

function experiments(core) {
  const [key, nonce, text, inner] = [random(32), random(12), random(1040), random(32)];
  const [short, long] = [text.subarray(0, 64), random(9000)];
  const [sealed, ocb] = [core.aesGcmSeal(key, nonce, none, short), core.aesOcbSeal(key, nonce, none, short)];
  const wrapped = core.aesKwWrap(key, inner);
  const openGcm = (input) => core.aesGcmOpen(key, nonce, none, input);
  const openOcb = (input) => core.aesOcbOpen(key, nonce, none, input);
  return {
    'gcm open, wrong byte of the tag: first or last': wrongByte(sealed, 64, 80, openGcm),
    'ocb open, wrong byte of the tag: first or last': wrongByte(ocb, 64, 80, openOcb),
    'kw unwrap, wrong byte: first or last': wrongByte(wrapped, 0, 40, (input) => core.aesKwUnwrap(key, input)),
    'gcm seal 64 B, key: fixed or random': fixedOrRandom(32, (k) => core.aesGcmSeal(k, nonce, none, short)),
    'gcm seal 1 KiB, key: fixed or random': fixedOrRandom(32, (k) => core.aesGcmSeal(k, nonce, none, text)),
    'gcm seal 64 B, text: fixed or random': fixedOrRandom(64, (t) => core.aesGcmSeal(key, nonce, none, t)),
    'gcm seal 1 KiB, text: fixed or random': fixedOrRandom(1040, (t) => core.aesGcmSeal(key, nonce, none, t)),
    'gcm seal 9 KB, key: fixed or random': fixedOrRandom(32, (k) => core.aesGcmSeal(k, nonce, none, long)),
    'gcm seal 9 KB, text: fixed or random': fixedOrRandom(9000, (t) => core.aesGcmSeal(key, nonce, none, t)),
    'ocb seal 1 KiB, text: fixed or random': fixedOrRandom(1040, (t) => core.aesOcbSeal(key, nonce, none, t)),
    'kw wrap, key: fixed or random': fixedOrRandom(32, (k) => core.aesKwWrap(key, k)),
    'kw unwrap, key that wraps: fixed or random': fixedOrRandom(32, (k) => failing(() => core.aesKwUnwrap(k, wrapped))),
    'hmac-sha-256, key: fixed or random': fixedOrRandom(32, (k) => core.hmacSha256(k, short)),
  };
}

/** Comparing that ends at the first difference, after the work of an honest opening. */
function leakyOpen(core, key, nonce, right, input) {
  const tag = core.aesGcmSeal(key, nonce, none, right.subarray(0, 64)).subarray(64);
  for (let i = 0; i < 16; i++) if (tag[i] !== input[64 + i]) throw new Error('refused');
}

/** Multiplying bit by bit as textbooks do it: a step more for every bit that is set. */
function leakyPower(key) {
  let result = 1n;
  for (const byte of key) {
    for (let bit = 7; bit >= 0; bit--) {
      result = (result * result) % 1_000_003n;
      if ((byte >> bit) & 1) result = (result * 5n) % 1_000_003n;
    }
  }
  return result;
}

function plantedLeaks(core) {
  const [key, nonce, text] = [random(32), random(12), random(64)];
  const sealed = Uint8Array.from(core.aesGcmSeal(key, nonce, none, text));
  return {
    'planted: comparing up to the first difference': wrongByte(sealed, 64, 80, (input) =>
      leakyOpen(core, key, nonce, text, input),
    ),
    'planted: a step for each bit of the key': fixedOrRandom(32, leakyPower),
  };
}

/** Rows `{ name, samples, t, wanted, good }`, one after the other. */
export function* timingRows(core, samples = SAMPLES) {
  for (const [name, experiment] of Object.entries(experiments(core))) {
    const t = compareClasses(experiment, samples);
    yield { name, samples, t, wanted: `below ${QUIET}`, good: Math.abs(t) < QUIET };
  }
  for (const [name, experiment] of Object.entries(plantedLeaks(core))) {
    const t = compareClasses(experiment, samples);
    yield { name, samples, t, wanted: `above ${LOUD}`, good: Math.abs(t) > LOUD };
  }
}

/** Prints every row; fails the process where one is not as it should be. */
export function printTiming(core, json) {
  for (const row of timingRows(core)) {
    if (!row.good) process.exitCode = 1;
    const figures = `|t| = ${Math.abs(row.t).toFixed(2).padStart(7)}, wanted ${row.wanted}`;
    console.log(json ? JSON.stringify(row) : `${row.name.padEnd(50)}${figures}${row.good ? '' : '  ← NOT SO'}`);
  }
}
