// What is secret in the core, and where: the names come from assembly/memory.ts, the addresses from the module itself.
import { type Finding, RUN } from './finding.ts';
import { head, isList, type List, words } from './parse-wat.ts';

/** The only results that may depend on secrets: one bit each, whether a tag or an integrity value fits. */
export const DECLASSIFIED = ['gcmVerify', 'ocbVerify', 'kwUnwrap'];

/** What may be found in a build: for each export, or for all together, at how many places in the code exactly. */
export type Allowed = Readonly<Record<string, Readonly<Record<string, number>>>>;

/**
 * Argon2id is data-dependent by definition (RFC 9106 §3.4.1.2) but for two quarters of its first pass, which are walked
 * apart: the lane and the column of a block are chosen by the one before, and the block is read from there.
 */
const ARGON2_SEGMENT = {
  'an operation of variable time takes a secret': 1,
  'a selection depends on a secret': 2,
  'a load address depends on a secret, beyond static data': 36,
};
const EVERYWHERE = 'all exports';
export const ALLOWED: Readonly<Record<string, Allowed>> = {
  // Runs: of keys (two), of what is shorter than a block in GCM (three), OCB (three), SHA-256 (two) and BLAKE2b (two).
  'core.wasm': { argon2Segment: ARGON2_SEGMENT, [EVERYWHERE]: { [RUN]: 12 } },
  'core-baseline.wasm': { argon2Segment: ARGON2_SEGMENT, [EVERYWHERE]: { [RUN]: 12 } },
};

/** The quarters of Argon2id that are data-independent: pass 0, slices 0 and 1. */
export const DATA_INDEPENDENT = {
  argon2Segment: [
    [0, null, 0, null, null, null],
    [0, null, 1, null, null, null],
  ],
};

const kindOf = ({ root, what, into }: Finding): string =>
  `${what === RUN ? EVERYWHERE : root}: ${into === '' ? what : `${what}, ${into}`}`;

/** Where what was found is not what is allowed, to the place: more of it, or less, for then the check is blind. */
export function differences(findings: readonly Finding[], allowed: Allowed): string[] {
  const expected = new Map(
    Object.entries(allowed).flatMap(([root, kinds]) =>
      Object.entries(kinds).map(([kind, count]): [string, number] => [`${root}: ${kind}`, count]),
    ),
  );
  const found = new Map<string, Map<number, Finding>>();
  for (const finding of findings) {
    const places = found.get(kindOf(finding)) ?? new Map<number, Finding>();
    found.set(kindOf(finding), places.set(finding.place, finding));
  }
  return [...new Set([...expected.keys(), ...found.keys()])].flatMap((kind) => {
    const [count, places] = [expected.get(kind) ?? 0, [...(found.get(kind)?.values() ?? [])]];
    if (places.length === count) return [];
    return [`${kind}: at ${places.length} places, not ${count}`, ...places.map(({ where }) => `  ${where}`)];
  });
}

/** Exported numbers: `export const KEY: usize = …` and the like. A global set at the start counts with that number. */
export function exportedNumbers(module: List): Map<string, number> {
  const fields = module.filter(isList);
  const globals = new Map<string, number>();
  const find = (list: List): void => {
    for (const item of list.filter(isList)) {
      const value = item.find((part) => isList(part) && head(part) === 'i32.const');
      if (/^global(\.set)?$/.test(head(item)) && isList(value)) globals.set(words(item)[0] ?? '', Number(value[1]));
      find(item);
    }
  };
  find(fields);
  return new Map(
    fields.flatMap((field): [string, number][] => {
      const inner = field.find((item) => isList(item) && head(item) === 'global');
      const value = isList(inner) ? globals.get(words(inner)[0] ?? '') : undefined;
      return head(field) === 'export' && value !== undefined ? [[(words(field)[0] ?? '').slice(1, -1), value]] : [];
    }),
  );
}

/** The buffers that `source` (assembly/memory.ts) names, by address. `known` gives the addresses of the first ones. */
export function namesIn(source: string, known: ReadonlyMap<string, number>): Map<string, number> {
  const names = new Map<string, number>();
  for (const [, name = '', base = '', offset = '0'] of source.matchAll(
    /export const (\w+): usize = ([A-Z]\w*)(?: \+ (\d+))?;/g,
  )) {
    const start = names.get(base) ?? known.get(base);
    if (start !== undefined) names.set(name, start + Number(offset));
  }
  for (const [, name = '', size] of source.matchAll(/export const (\w+): usize = memory\.data\((\d+), 16\);/g)) {
    const start = known.get(name);
    if (start === undefined) throw new Error(`where ${name} begins is not known`);
    if (!names.has(name)) names.set(name, start);
    names.set(`behind ${name}`, start + Number(size));
  }
  return names;
}
