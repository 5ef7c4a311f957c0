// One entry of the core each: draws arguments, right ones and wrong ones, and says what has to come of them: the peer's
// bytes, a RangeError, or an AuthenticationError. A case gives steps `[what, run, expected]`.
import { peers } from './peers.mjs';

export const RANGE = 'RangeError';
export const AUTHENTICATION = 'AuthenticationError';

const whole = (value, least, most) => Number.isInteger(value) && value >= least && value <= most;
const isAesKey = (key) => key.length === 16 || key.length === 32;
const same = (a, b) => a.length === b.length && Buffer.compare(a, b) === 0;

/** Sealing, opening again, and opening what was damaged. */
function sealing(draw, valid, seal, open, peer) {
  if (!valid) {
    return [
      ['seal', seal, RANGE],
      ['open', (core) => open(core, draw.data()), RANGE],
    ];
  }
  const [sealed, plaintext] = peer();
  const damaged = draw.damaged(sealed);
  const steps = [
    ['seal', seal, sealed],
    ['open', (core) => open(core, sealed), plaintext],
  ];
  if (!same(damaged, sealed)) steps.push(['open damaged', (core) => open(core, damaged), AUTHENTICATION]);
  return steps;
}

function gcm(draw) {
  const [key, nonce, aad, text] = [draw.aesKey(), draw.nonce(12, 12), draw.some(300), draw.data()];
  return sealing(
    draw,
    isAesKey(key) && nonce.length === 12,
    (core) => core.aesGcmSeal(key, nonce, aad, text),
    (core, sealed) => core.aesGcmOpen(key, nonce, aad, sealed),
    () => [peers.gcm(key, nonce, aad, text), text],
  );
}

/** GCM with much additional data. */
function gcmAad(draw) {
  const [key, nonce, aad, text] = [draw.aesKey(), draw.nonce(12, 12), draw.data(), draw.some(40)];
  return sealing(
    draw,
    isAesKey(key) && nonce.length === 12,
    (core) => core.aesGcmSeal(key, nonce, aad, text),
    (core, sealed) => core.aesGcmOpen(key, nonce, aad, sealed),
    () => [peers.gcm(key, nonce, aad, text), text],
  );
}

function ocb(draw) {
  const [key, nonce, aad, text] = [draw.aesKey(), draw.nonce(1, 15), draw.some(600), draw.data()];
  return sealing(
    draw,
    isAesKey(key) && whole(nonce.length, 1, 15),
    (core) => core.aesOcbSeal(key, nonce, aad, text),
    (core, sealed) => core.aesOcbOpen(key, nonce, aad, sealed),
    () => [peers.ocb(key, nonce, aad, text), text],
  );
}

function keyWrap(draw) {
  const kek = draw.aesKey();
  const inner = draw.once(10) ? draw.data() : draw.bytes(8 * (2 + draw.below(draw.once(9) ? 8190 : 16)));
  const wrap = (core) => core.aesKwWrap(kek, inner);
  if (!isAesKey(kek) || inner.length % 8 !== 0 || !whole(inner.length, 16, 65_528)) return [['wrap', wrap, RANGE]];
  const wrapped = peers.wrap(kek, inner);
  const damaged = draw.damaged(wrapped);
  const steps = [
    ['wrap', wrap, wrapped],
    ['unwrap', (core) => core.aesKwUnwrap(kek, wrapped), inner],
  ];
  if (!same(damaged, wrapped)) {
    steps.push(['unwrap damaged', (core) => core.aesKwUnwrap(kek, damaged), AUTHENTICATION]);
  }
  return steps;
}

function digests(draw) {
  const [key, data] = [draw.some(200), draw.data()];
  return [
    ['sha256', (core) => core.sha256(data), peers.sha256(data)],
    ['hmac', (core) => core.hmacSha256(key, data), peers.hmac(key, data)],
    ['hmac under a long key', (core) => core.hmacSha256(data, key), peers.hmac(data, key)],
  ];
}

function hkdf(draw) {
  const [ikm, salt, info] = [draw.data(), draw.some(200), draw.some(1024)];
  const length = draw.figure(1 + draw.below(draw.once(9) ? 8160 : 200));
  const valid = whole(length, 1, 8160);
  const run = (core) => core.hkdfSha256(ikm, salt, info, length);
  return [['hkdf', run, valid ? peers.hkdf(ikm, salt, info, length) : RANGE]];
}

function pbkdf2(draw) {
  const [password, salt] = [draw.some(200), draw.data()];
  const [iterations, length] = [draw.figure(1 + draw.below(20)), draw.figure(1 + draw.below(200))];
  const valid = whole(iterations, 1, 2 ** 31 - 1) && whole(length, 1, 2 ** 20);
  const run = (core) => core.pbkdf2Sha256(password, salt, iterations, length);
  return [['pbkdf2', run, valid ? peers.pbkdf2(password, salt, iterations, length) : RANGE]];
}

function argon2id(draw) {
  const parallelism = draw.figure(1 + draw.below(4));
  const least = 8 * (whole(parallelism, 1, 4) ? parallelism : 1);
  const options = {
    ...{ password: draw.some(300), salt: draw.bytes(draw.once(9) ? draw.below(8) : 8 + draw.below(60)), parallelism },
    ...{ memoryKiB: draw.figure(least + draw.below(100)), iterations: draw.figure(1 + draw.below(3)) },
    length: draw.figure(4 + draw.below(200)),
    ...(draw.once(3) ? { secret: draw.some(40) } : {}),
    ...(draw.once(3) ? { associatedData: draw.some(300) } : {}),
  };
  const valid =
    whole(parallelism, 1, 4) &&
    whole(options.memoryKiB, least, 200) &&
    whole(options.iterations, 1, 3) &&
    whole(options.length, 4, 300) &&
    options.salt.length >= 8;
  return [['argon2id', (core) => core.argon2id(options), valid ? peers.argon2id(options) : RANGE]];
}

export const cases = { gcm, gcmAad, ocb, keyWrap, digests, hkdf, pbkdf2, argon2id };
