import { readFileSync } from 'node:fs';
import binaryen from 'binaryen';
import { analyse, type Result } from './analyse.ts';
import { DATA_INDEPENDENT, DECLASSIFIED, exportedNumbers, namesIn } from './core-policy.ts';
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

export interface CoreResult extends Result {
  /** By which the quarters of Argon2id that are data-independent by definition would show the blocks' content. */
  readonly independent: Result['findings'];
}

/** Everything by which a build of the core, or of the core with more exports, would show a secret through time. */
export function checkCore(binary: Uint8Array): CoreResult {
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
  const handedIn = [
    { start: key, length: at('NONCE') - key },
    { start: at('TAG'), length: at('DIGEST') - at('TAG') },
  ];
  const end = at('STATIC_END');
  const layout = makeLayout(module, names, end);
  const policy = { declassified: DECLASSIFIED, memorySize: end };
  const { findings: independent } = analyse(module, layout, {
    ...policy,
    secrets: [...handedIn, { start: end, length: 1 }],
    onlyWith: DATA_INDEPENDENT,
  });
  const secrets = [...handedIn, { start: io, length: at('IO_SIZE') }];
  return { ...analyse(module, layout, { ...policy, secrets }), independent };
}
