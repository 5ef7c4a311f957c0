// Compiles assembly/ to build/core.wasm (with relaxed SIMD) and build/core-baseline.wasm (without). Does nothing where both
// are newer than every input. The output depends on the sources and the compiler's version alone.
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const outDir = join(root, 'build');

/** 2^16 pages bound the address space; instances get exactly the memory they need and never more. */
const common = [
  'assembly/index.ts',
  '--baseDir',
  root,
  '-O3',
  '--converge',
  '--noAssert',
  '--runtime',
  'stub',
  '--importMemory',
  '--noExportMemory',
  '--initialMemory',
  '2',
  '--maximumMemory',
  '65536',
  '--zeroFilledMemory',
  '--use',
  'abort=',
];
const builds = [
  { file: 'core.wasm', enable: ['simd', 'relaxed-simd'] },
  { file: 'core-baseline.wasm', enable: ['simd'] },
];

const files = (dir) =>
  readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

const modified = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.NEGATIVE_INFINITY;

function upToDate() {
  const inputs = [
    ...files(join(root, 'assembly')),
    fileURLToPath(import.meta.url),
    join(root, 'node_modules/assemblyscript/package.json'),
  ];
  const newest = Math.max(...inputs.map(modified));
  return builds.every(({ file }) => modified(join(outDir, file)) > newest);
}

async function compile({ file, enable }) {
  const asc = await import('assemblyscript/asc');
  const out = `build/unfinished-${file}`;
  const { error, stderr } = await asc.main([...common, '--enable', enable.join(','), '--outFile', out]);
  if (error) {
    process.stderr.write(stderr.toString());
    throw error;
  }
  // A reader meanwhile finds the old one or the new one, never a part.
  renameSync(join(root, out), join(outDir, file));
}

if (!upToDate()) {
  mkdirSync(outDir, { recursive: true });
  for (const build of builds) await compile(build);
}
for (const { file } of builds) {
  const bytes = readFileSync(join(outDir, file));
  console.log(`build/${file}: ${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} gzipped`);
}
