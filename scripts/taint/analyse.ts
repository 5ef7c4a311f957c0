// The static check for constant time: functions are walked again for each kind of arguments, all of it repeated until no
// further byte of memory is found to hold a secret. What the check takes on trust: README.md.
import type { Finding, Root } from './finding.ts';
import type { Layout } from './layout.ts';
import { Memory } from './memory.ts';
import { excerpt, head, isList, type List, words } from './parse-wat.ts';
import { number, type Value } from './value.ts';
import { Walk } from './walk.ts';

export interface Policy {
  /** What is secret at the start: address and length. */
  readonly secrets: readonly { readonly start: number; readonly length: number }[];
  /** Exports whose result may depend on secrets, if it is one bit: accepted or not. */
  readonly declassified: readonly string[];
  /** Where given: the only exports that are walked, once for each of these arguments (null: any number). */
  readonly onlyWith?: Readonly<Record<string, readonly (readonly (number | null)[])[]>>;
  /** Bytes of memory that are told apart. */
  readonly memorySize: number;
}

export interface Result {
  /** Everything by which the module's exports would show a secret through time. Empty is what one wants. */
  readonly findings: readonly Finding[];
  /** The buffers, tables apart, that never hold a secret. */
  readonly publicBuffers: readonly string[];
}

const KNOWN = ['type', 'import', 'global', 'memory', 'data', 'export', 'start', 'func'];

/** Anything else would be a way in or out that is not walked: a table gives functions away that are no exports. */
function requireKnown(field: List): void {
  const imported = head(field) === 'import' && !field.some((item) => isList(item) && head(item) === 'memory');
  if (imported || !KNOWN.includes(head(field))) throw new Error(`no rule for this in a module: ${excerpt(field)}`);
}

/** What is called from outside: exports, and the function that runs before any of them. */
function rootsOf(fields: readonly List[], onlyWith: Policy['onlyWith']): Root[] {
  const roots = fields.flatMap((field): Root[] => {
    if (head(field) === 'start') return [{ name: 'the start function', called: words(field)[0] ?? '', given: [] }];
    const inner = field.find((item) => isList(item) && head(item) === 'func');
    if (head(field) !== 'export' || !isList(inner)) return [];
    return [{ name: (words(field)[0] ?? '').slice(1, -1), called: words(inner)[0] ?? '', given: [] }];
  });
  if (!onlyWith) return roots;
  const missing = Object.keys(onlyWith).find((name) => !roots.some((root) => root.name === name));
  if (missing !== undefined) throw new Error(`the module does not export ${missing}`);
  return roots.flatMap((root) => (onlyWith[root.name] ?? []).map((given) => ({ ...root, given })));
}

export function analyse(module: List, layout: Layout, policy: Policy): Result {
  const fields = module.filter(isList);
  for (const field of fields) requireKnown(field);
  const functions = new Map(fields.filter((field) => head(field) === 'func').map((f) => [words(f)[0] ?? '', f]));
  const roots = rootsOf(fields, policy.onlyWith);
  const memory = new Memory(layout, policy.memorySize);
  for (const { start, length } of policy.secrets) memory.markSecret(number(start), length);
  for (;;) {
    const before = memory.marks;
    const walk = new Walk(functions, memory);
    const results = roots.map((root): [string, Value] => [root.name, walk.root(root)]);
    if (memory.marks !== before) continue;
    const told = results
      .filter(([root, { secret, bit }]) => secret && !(bit && policy.declassified.includes(root)))
      .map(([root]) => ({ root, what: 'the result depends on a secret', into: '', where: 'as a whole', place: -1 }));
    const open = layout.regions.filter(({ start, end, constant }) => !constant && !memory.secretWithin(start, end));
    return { findings: [...walk.findings.values(), ...told], publicBuffers: open.map(({ name }) => name) };
  }
}
