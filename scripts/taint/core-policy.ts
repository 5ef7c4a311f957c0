// What is secret in the core, and where: the names come from assembly/memory.ts, the addresses from the module itself.
import { head, isList, type List, words } from './parse-wat.ts';

/** The only results that may depend on secrets: one bit each, whether a tag or an integrity value fits. */
export const DECLASSIFIED = ['gcmVerify', 'ocbVerify', 'kwUnwrap'];

/** Argon2id is data-dependent by definition (RFC 9106 §3.4.1.2), and by nothing else in the core. */
export const DATA_DEPENDENT = ['argon2Segment'];

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
