import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { describe, expect, it } from 'vitest';
import { checkCore } from '../../../../scripts/taint/core.ts';
import { ALLOWED, differences } from '../../../../scripts/taint/core-policy.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** Leaks of the kinds that cryptographic code has had, planted beside the core's own functions. */
const PLANTED = `
export * from './index';
import { DIGEST, IO, KEY, TAG } from './memory';
import { expandWords } from './aes/key-schedule';
import { KEY_WORDS } from './memory';
const SBOX: usize = memory.data<u8>([${Array.from({ length: 256 }, (_, i) => (i * 7 + 3) & 255).join()}], 16);

export function plantedTable(length: i32): void {
  for (let i = 0; i < length; i++) store<u8>(IO + i, load<u8>(SBOX + load<u8>(IO + i)));
}
export function plantedBranch(): i32 {
  let c: u64 = load<u64>(KEY);
  if (c >> 63) store<u64>(IO, c << 1);
  return 0;
}
export function plantedCompare(): i32 {
  for (let i: usize = 0; i < 16; i++) if (load<u8>(DIGEST + i) != load<u8>(TAG + i)) return 0;
  return 1;
}
export function plantedSchedule(): void {
  expandWords(32);
  store<u8>(IO, load<u8>(SBOX + load<u8>(KEY_WORDS + 129)));
}
`;

/** Compiles what `entry` exports, with these files in place of those that are there. */
async function compile(entry: string, planted: Record<string, string>): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const { error } = await asc.main(
    [
      ...[entry, '--baseDir', root, '-O3', '--converge', '--noAssert', '--runtime', 'stub', '--importMemory'],
      ...['--noExportMemory', '--initialMemory', '2', '--maximumMemory', '65536', '--zeroFilledMemory'],
      ...['--use', 'abort=', '--enable', 'simd', '--enable', 'relaxed-simd', '--outFile', 'planted.wasm'],
    ],
    {
      readFile: (name, base) => {
        const source = planted[name];
        if (source !== undefined) return source;
        const path = new URL(name, `file://${base}/`);
        try {
          return readFileSync(path, 'utf8');
        } catch {
          return null;
        }
      },
      writeFile: (_, contents) => {
        binary = contents as Uint8Array;
      },
      listFiles: (folder, base) => readdirSync(new URL(folder, `file://${base}/`)).filter((f) => f.endsWith('.ts')),
    },
  );
  if (error) throw error;
  if (!binary) throw new Error('nothing was compiled');
  return binary;
}

describe.each(Object.entries(ALLOWED))('%s', (build, allowed) => {
  const { findings, independent, publicBuffers } = checkCore(readFileSync(`${root}/build/${build}`));

  it('lets no branch, no address and no operation of variable time depend on a secret, but where Argon2id must', () => {
    expect(differences(findings, allowed)).toEqual([]);
    expect(differences(independent, {})).toEqual([]);
    expect(differences([], allowed).join(), 'a check that is blind').toContain('at 0 places, not 36');
  });

  it('keeps secrets out of nothing but counters, lengths and nonces', () => {
    expect(publicBuffers.filter((name) => !name.startsWith('unnamed'))).toEqual([
      ...['NONCE', 'GCM_COUNTER', 'GCM_AAD_BYTES', 'GCM_DATA_BYTES', 'GCM_POSITION', 'GCM_KEY_BYTES'],
      ...['OCB_INDEX', 'SHA_BYTES', 'BLAKE_BYTES', 'BLAKE_FILL', 'BLAKE_LENGTH'],
      ...['GHASH_READY', 'LARGE_USED', 'CTR_READY'],
    ]);
  });
});

describe('a core with planted leaks', async () => {
  const { findings } = checkCore(await compile('assembly/planted.ts', { 'assembly/planted.ts': PLANTED }));
  const of = (name: string) => findings.filter((finding) => finding.root === name).map(({ what }) => what);

  it('is caught at every one of them, and nowhere else', () => {
    expect(of('plantedTable')).toContain('a load address depends on a secret');
    expect(of('plantedBranch')).toContain('a branch depends on a secret');
    expect(of('plantedCompare')).toContain('a branch depends on a secret');
    expect(of('plantedSchedule')).toContain('a load address depends on a secret');
    const others = findings.filter(({ root }) => !root.startsWith('planted'));
    expect(differences(others, ALLOWED['core.wasm'] ?? {})).toEqual([]);
  });
});

describe('Argon2id with planted leaks', () => {
  const planted = (file: string, from: string, to: string) => {
    const source = readFileSync(`${root}/${file}`, 'utf8');
    expect(source).toContain(from);
    return { [file]: source.replace(from, to) };
  };
  const ARGON2 = 'assembly/argon2.ts';

  it('is caught at a branch on what is in a block', async () => {
    const branch = planted(
      ...[ARGON2, 'fetchBlock(reference, IO);'],
      'if (load<u8>(previous, 8) & 1) store<u64>(IO, j); fetchBlock(reference, IO);',
    );
    const { findings, independent } = checkCore(await compile('assembly/index.ts', branch));
    const leak = 'argon2Segment: a branch depends on a secret: at 1 places, not 0';
    expect(differences(findings, ALLOWED['core.wasm'] ?? {})).toContain(leak);
    expect(differences(independent, {})).toContain(leak);
  });

  it('is caught at a table that what is in a block indexes', async () => {
    const table = planted(
      ...['assembly/argon2-block.ts', 'permuteColumns(to, work, 96);'],
      'permuteColumns(to, work, 96); store<u8>(to, load<u8>(RIGHT_24 + (load<u8>(to) & 15)));',
    );
    const { findings } = checkCore(await compile('assembly/index.ts', table));
    expect(differences(findings, ALLOWED['core.wasm'] ?? {}).join()).toMatch(
      /^argon2Segment: a load address depends on a secret, table at \d+: at 1 places, not 0/,
    );
  });

  it.each([
    ['follows blocks one slice too early', 'load<u64>(independent ?', 'load<u64>(independent && slice == 0 ?'],
    ['works on addresses where it works on blocks', 'work = ARGON_ADDRESS_WORK', 'work = ARGON_WORK'],
  ])('is caught where it %s', async (_, from, to) => {
    const { independent } = checkCore(await compile('assembly/index.ts', planted(ARGON2, from, to)));
    expect(differences(independent, {}).join()).toContain('a load address depends on a secret, beyond static data');
  });
});
