// The static check for constant time: functions are walked again for each kind of arguments, all of it repeated until no
// further byte of memory is found to hold a secret. What the check takes on trust: README.md.
import type { Layout } from './layout.ts';
import { Memory } from './memory.ts';
import { head, isList, type List, words } from './parse-wat.ts';
import { number, type Value } from './value.ts';
import { type Finding, Walk } from './walk.ts';

export interface Policy {
  /** What is secret at the start: address and length. */
  readonly secrets: readonly { readonly start: number; readonly length: number }[];
  /** Exports whose result may depend on secrets, if it is one bit: accepted or not. */
  readonly declassified: readonly string[];
  /** Bytes of memory that are told apart. */
  readonly memorySize: number;
}

export interface Result {
  /** Everything by which the module's exports would show a secret through time. Empty is what one wants. */
  readonly findings: readonly Finding[];
  /** The buffers, tables apart, that never hold a secret. */
  readonly publicBuffers: readonly string[];
}

export function analyse(module: List, layout: Layout, policy: Policy): Result {
  const fields = module.filter(isList);
  const functions = new Map(fields.filter((field) => head(field) === 'func').map((f) => [words(f)[0] ?? '', f]));
  const roots = fields.flatMap((field): [string, string][] => {
    const inner = field.find((item) => isList(item) && head(item) === 'func');
    if (head(field) !== 'export' || !isList(inner)) return [];
    return [[(words(field)[0] ?? '').slice(1, -1), words(inner)[0] ?? '']];
  });
  const memory = new Memory(layout, policy.memorySize);
  for (const { start, length } of policy.secrets) memory.markSecret(number(start), length);
  for (;;) {
    const before = memory.marks;
    const walk = new Walk(functions, memory);
    const results = roots.map(([root, name]): [string, Value] => [root, walk.export(root, name)]);
    if (memory.marks !== before) continue;
    const told = results
      .filter(([root, { secret, bit }]) => secret && !(bit && policy.declassified.includes(root)))
      .map(([root]) => ({ root, what: 'the result depends on a secret', where: 'as a whole' }));
    const open = layout.regions.filter(({ start, end, constant }) => !constant && !memory.secretWithin(start, end));
    return { findings: [...walk.findings.values(), ...told], publicBuffers: open.map(({ name }) => name) };
  }
}
