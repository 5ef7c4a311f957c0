import { readFileSync } from 'node:fs';
import binaryen from 'binaryen';
import { analyse, type Result } from './analyse.ts';
import { DECLASSIFIED, exportedNumbers, namesIn } from './core-policy.ts';
import { makeLayout } from './layout.ts';
import { type List, parseWat } from './parse-wat.ts';

/** A compiled module as Binaryen writes it in text. */
export function readModule(binary: Uint8Array): List {
  const module = binaryen.readBinary(binary);
  try {
    return parseWat(module.emitText());
  } finally {
    module.dispose();
  }
}

/** Everything by which a build of the core, or of the core with more exports, would show a secret through time. */
export function checkCore(binary: Uint8Array): Result {
  const module = readModule(binary);
  const exported = exportedNumbers(module);
  const at = (name: string): number => {
    const number = exported.get(name);
    if (number === undefined) throw new Error(`the module does not export ${name}`);
    return number;
  };
  const [key, io] = [at('KEY'), at('IO')];
  const source = readFileSync(new URL('../../assembly/memory.ts', import.meta.url), 'utf8');
  const names = namesIn(
    source,
    new Map([
      ['SCRATCH', key],
      ['IO', io],
    ]),
  );
  const secrets = [
    { start: key, length: at('NONCE') - key },
    { start: at('TAG'), length: at('DIGEST') - at('TAG') },
    { start: io, length: at('IO_SIZE') },
  ];
  const layout = makeLayout(module, names, at('STATIC_END'));
  return analyse(module, layout, { secrets, declassified: DECLASSIFIED, memorySize: at('STATIC_END') });
}
