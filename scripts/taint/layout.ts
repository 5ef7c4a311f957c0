// Which buffer an address belongs to: the names of assembly/memory.ts, the module's constant tables, and whatever lies
// between them, cut wherever the code names an address.
import { byteLength, head, isList, type List, type Node, words } from './parse-wat.ts';

export interface Region {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** A table of the module, which nothing may write. */
  readonly constant: boolean;
}

/** A named buffer: where it begins. It ends where the next one does. */
export type Names = ReadonlyMap<string, number>;

/** Addresses below belong to no buffer: AssemblyScript leaves the first 1024 bytes free. */
const LOWEST = 1024;

/** Regions in ascending order, without gaps from LOWEST to the end of the address space. */
export class Layout {
  readonly regions: readonly Region[];

  constructor(regions: readonly Region[]) {
    this.regions = regions;
  }

  at(address: number): Region | undefined {
    return this.regions.find(({ start, end }) => address >= start && address < end);
  }

  /** A set of regions as bits, one for each; empty where the address belongs to none. */
  maskAt(address: number): bigint {
    const index = this.regions.findIndex(({ start, end }) => address >= start && address < end);
    return index < 0 ? 0n : 1n << BigInt(index);
  }

  of(mask: bigint): Region[] {
    return this.regions.filter((_, index) => (mask >> BigInt(index)) & 1n);
  }
}

function tables(module: List): Region[] {
  return module.filter(isList).flatMap((field) => {
    const place = field.find((item) => isList(item) && head(item) === 'i32.const');
    if (head(field) !== 'data' || !isList(place)) return [];
    const start = Number(place[1]);
    const length = words(field)
      .filter((word) => word.startsWith('"'))
      .reduce((sum, word) => sum + byteLength(word), 0);
    return [{ name: `table at ${start}`, start, end: start + length, constant: true }];
  });
}

/** Every number in the code that could be an address. */
function numbers(node: Node, found: Set<number>): Set<number> {
  if (typeof node === 'string') {
    if (node.startsWith('offset=')) found.add(Number(node.slice(7)));
  } else if (head(node) === 'i32.const') found.add(Number(node[1]));
  else for (const item of node) numbers(item, found);
  return found;
}

/** @param end where static data ends: what the code names beyond is one region. */
export function makeLayout(module: List, names: Names, end: number, beyond: number): Layout {
  const constants = tables(module);
  const starts = new Map([...names].map(([name, start]) => [start, name]));
  const taken = (address: number) => constants.find((table) => address >= table.start && address < table.end);
  const mapped = Math.max(...names.values());
  const between = [...numbers(module, new Set())].filter((n) => n > mapped && n < end && !taken(n));
  const cuts = [LOWEST, ...starts.keys(), ...between, ...constants.flatMap((table) => [table.start, table.end])];
  const edges = [...new Set([...cuts, end, beyond])].filter((n) => n >= LOWEST).sort((a, b) => a - b);
  const regions = edges.map((start, i): Region => {
    const table = taken(start);
    const name = starts.get(start) ?? (start === beyond ? 'beyond static data' : `unnamed at ${start}`);
    return { name: table?.name ?? name, start, end: edges[i + 1] ?? 2 ** 32, constant: table !== undefined };
  });
  return new Layout(regions);
}
