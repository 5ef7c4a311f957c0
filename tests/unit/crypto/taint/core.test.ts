import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { describe, expect, it } from 'vitest';
import { checkCore } from '../../../../scripts/taint/core.ts';
import { DATA_DEPENDENT } from '../../../../scripts/taint/core-policy.ts';
import { coreBuilds } from '../../../support/core.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** Leaks of the kinds that cryptographic code has had, planted beside the core's own functions. */
const PLANTED = `
export * from './index';
import { DIGEST, IO, KEY, NONCE, TAG } from './memory';
import { expandWords } from './aes/key-schedule';
import { KEY_WORDS } from './memory';
const SBOX: usize = memory.data<u8>([${Array.from({ length: 256 }, (_, i) => (i * 7 + 3) & 255).join()}], 16);

export function plantedTable(length: i32): void {
  for (let i = 0; i < length; i++) store<u8>(IO + i, load<u8>(SBOX + load<u8>(IO + i)));
}
export function plantedBranch(): i32 {
  let c: u64 = load<u64>(KEY);
  if (c >> 63) store<u64>(NONCE, c << 1);
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

async function compilePlanted(): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const { error } = await asc.main(
    [
      ...['assembly/planted.ts', '--baseDir', root, '-O2', '--noAssert', '--runtime', 'stub', '--importMemory'],
      ...['--noExportMemory', '--initialMemory', '2', '--maximumMemory', '65536', '--zeroFilledMemory'],
      ...['--use', 'abort=', '--enable', 'simd', '--outFile', 'planted.wasm'],
    ],
    {
      readFile: (name, base) => {
        if (name === 'assembly/planted.ts') return PLANTED;
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

describe.each(coreBuilds)('%s', (build) => {
  const { findings, publicBuffers } = checkCore(readFileSync(`${root}/build/${build}`));

  it('lets no branch, no address and no operation of variable time depend on a secret, Argon2id apart', () => {
    expect(findings.filter((finding) => !DATA_DEPENDENT.includes(finding.root))).toEqual([]);
    expect(new Set(findings.map((finding) => finding.root))).toEqual(new Set(DATA_DEPENDENT));
  });

  it('keeps secrets out of nothing but counters, lengths and nonces', () => {
    expect(publicBuffers.filter((name) => !name.startsWith('unnamed'))).toEqual([
      ...['NONCE', 'GCM_COUNTER', 'GCM_AAD_BYTES', 'GCM_DATA_BYTES', 'GCM_POSITION', 'GCM_KEY_BYTES'],
      ...['OCB_INDEX', 'SHA_BYTES', 'BLAKE_BYTES', 'BLAKE_FILL', 'BLAKE_LENGTH', 'GHASH_READY'],
    ]);
  });
});

describe('a core with planted leaks', async () => {
  const { findings } = checkCore(await compilePlanted());
  const of = (name: string) => findings.filter((finding) => finding.root === name).map(({ what }) => what);

  it('is caught at every one of them, and nowhere else', () => {
    expect(of('plantedTable')).toContain('a load address depends on a secret');
    expect(of('plantedBranch')).toContain('a branch depends on a secret');
    expect(of('plantedCompare')).toContain('a branch depends on a secret');
    expect(of('plantedSchedule')).toContain('a load address depends on a secret');
    const roots = new Set(findings.map((finding) => finding.root).filter((name) => !DATA_DEPENDENT.includes(name)));
    expect([...roots].filter((name) => !name.startsWith('planted'))).toEqual([]);
  });
});
