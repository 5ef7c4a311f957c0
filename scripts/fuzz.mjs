// npm run fuzz [-- --seconds N] [-- --seed N] [-- --plant]: every entry of the core with arguments of random lengths, at odd places,
// on top of one another, right and wrong; both builds. The results are those of node:crypto, the errors the ones that
// are documented; nothing traps, the memory keeps its size, and is clean when no stream is open. With --plant the core
// forgets to authenticate the sixteenth byte of the tag, which has to be found.
import { readFileSync } from 'node:fs';
import { cases } from './fuzz/cases.mjs';
import { Draw } from './fuzz/draw.mjs';
import { Streams } from './fuzz/streams.mjs';

const { instantiate } = await import('../src/crypto/instantiate.ts');
const { coreFile } = await import('../src/crypto/load-core.ts');

const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const seconds = option('seconds', 60);
const seed = option('seed', crypto.getRandomValues(new Uint32Array(1))[0]);
const draw = new Draw(seed);

WebAssembly.Memory.prototype.grow = () => {
  throw new Error('the memory grows');
};

async function subject(build) {
  const bytes = readFileSync(new URL(`../build/${build}`, import.meta.url));
  const { core, engine } = instantiate(await WebAssembly.compile(bytes));
  return {
    build,
    core: process.argv.includes('--plant') ? careless(core) : core,
    engine,
    size: engine.memory.length,
    fresh: Buffer.from(engine.memory),
    streams: new Streams(),
  };
}

/** A core that takes any last byte of the tag for right. */
const careless = (core) => ({
  ...core,
  aesGcmOpen: (key, nonce, aad, sealed) => {
    try {
      return core.aesGcmOpen(key, nonce, aad, sealed);
    } catch (error) {
      for (let last = 0; last < 256 && sealed.length > 16; last++) {
        try {
          return core.aesGcmOpen(key, nonce, aad, Uint8Array.of(...sealed.subarray(0, -1), last));
        } catch {}
      }
      throw error;
    }
  },
});

/** What is wrong with a step, or nothing. */
function judge(core, engine, run, expected) {
  let result;
  try {
    result = run(core);
  } catch (error) {
    return error.constructor.name === expected ? undefined : `threw ${error.stack ?? error}`;
  }
  if (typeof expected === 'string') return `gave ${result?.length} bytes instead of ${expected}`;
  if (!(result instanceof Uint8Array) || result.buffer === engine.memory.buffer) return 'gave no array of its own';
  return Buffer.compare(result, expected) === 0 ? undefined : `gave ${result.length} bytes that are not the peer's`;
}

/** What is wrong with the memory, or nothing. It is clean whenever no stream is open. */
function judgeMemory({ engine, size, fresh, streams }) {
  if (engine.memory.length !== size || engine.memory.buffer.byteLength !== size)
    return 'changed the size of the memory';
  if (streams.count === 0 && Buffer.compare(engine.memory, fresh) !== 0) return 'left something in the memory';
  return undefined;
}

const builds = ['core-baseline.wasm', ...(coreFile() === 'core.wasm' ? ['core.wasm'] : [])];
const subjects = await Promise.all(builds.map(subject));
const counts = {};
console.log(`seed ${seed}, ${seconds} s, ${builds.join(' and ')}`);
const names = [...Object.keys(cases), 'streams'];
let turns = 0;
for (const end = Date.now() + 1000 * seconds; Date.now() < end; turns++) {
  draw.moveOn();
  const one = draw.of(subjects);
  const name = draw.of(names);
  const steps = name === 'streams' ? one.streams.turn(draw) : cases[name](draw);
  for (const [what, run, expected] of steps) {
    const wrong = judge(one.core, one.engine, run, expected) ?? judgeMemory(one);
    counts[what] = (counts[what] ?? 0) + 1;
    if (wrong === undefined) continue;
    console.error(`seed ${seed}, turn ${turns}, ${one.build}, ${name}, ${what}: ${wrong}`);
    process.exit(1);
  }
}
console.log(`${turns} turns, nothing found`);
console.log(
  Object.entries(counts)
    .map(([what, count]) => `${what} ${count}`)
    .join(', '),
);
const met = ['seal', 'open damaged', 'unwrap damaged', 'hkdf', 'pbkdf2', 'argon2id', 'finish'];
if (turns < 100 || (turns > 5000 && met.some((what) => counts[what] === undefined))) {
  console.error('too little was tried to mean anything');
  process.exitCode = 1;
}
