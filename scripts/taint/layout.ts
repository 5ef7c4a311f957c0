// Which buffer an address belongs to: the names of assembly/memory.ts, the module's constant tables, and whatever lies
// between them, cut wherever the code names an address.
import { byteLength, head, isList, type List, type Node, words } from './parse-wat.ts';
import { number, type Places, type Value } from './value.ts';

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
const ALIGNMENT = 16;
/** A block of Argon2's. */
const LARGEST_ELEMENT = 1024;

/** Regions in ascending order, without gaps from LOWEST to the end of the address space. */
export class Layout implements Places {
  readonly regions: readonly Region[];

  constructor(regions: readonly Region[]) {
    this.regions = regions;
  }

  #at(address: number): number {
    return this.regions.findIndex(({ start, end }) => address >= start && address < end);
  }

  /**
   * The regions that an address may lie in of which `address` is the constant part, as bits; none for a small number.
   * Compilers fold what is subtracted into the constant, so where that is not the very beginning of a buffer, it may
   * belong to the next one as well.
   */
  maskAt(address: number): bigint {
    const index = this.#at(address);
    if (index < 0) return 0n;
    const [here, next] = [this.regions[index], this.regions[index + 1]];
    const near = next && here && here.start !== address && next.start - address <= LARGEST_ELEMENT;
    return (near ? 3n : 1n) << BigInt(index);
  }

  /** The one region that an address lies in, as a bit; none for a small number. */
  plainMaskAt(address: number): bigint {
    const index = this.#at(address);
    return index < 0 ? 0n : 1n << BigInt(index);
  }

  /**
   * The regions of an access at a constant part with an offset behind it. The offset is within a structure; only the
   * constant can have something subtracted.
   */
  maskOf(part: number, offset: number): bigint {
    const base = this.maskAt(part);
    if (base === 0n || offset >= LOWEST) return base | this.maskAt(part + offset) | this.maskAt(offset);
    return this.plainMaskAt(part + offset) | (base & ~this.plainMaskAt(part));
  }

  /** The address `offset` bytes behind a pointer. */
  readonly behind = (pointer: Value, offset: number): Value => {
    if (pointer.exact !== null) return number(pointer.exact + offset);
    const apart = this.of(pointer.regions).map(({ start }) => this.plainMaskAt(start + offset));
    const named = pointer.part === null ? this.maskAt(offset) : this.maskOf(pointer.part, offset);
    return { ...pointer, part: null, regions: [...apart, named].reduce((mask, bits) => mask | bits, pointer.regions) };
  };

  readonly regionsOf = ({ exact, part, regions }: Value): bigint =>
    exact === null ? regions | this.maskAt(part ?? 0) : this.maskAt(exact);

  /** See Places. Whatever points nowhere is an index. */
  readonly commonPart = (a: number | null, b: number | null): number | null => {
    if (a === b || a === null || b === null) return a === b ? a : null;
    const [here, there] = [this.#at(a), this.#at(b)];
    return here === there ? (this.regions[here]?.start ?? 0) : null;
  };

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
    // Tables are aligned; the compiler cuts zeros off at either side.
    const [first, last] = [start - (start % ALIGNMENT), Math.ceil((start + length) / ALIGNMENT) * ALIGNMENT];
    return [{ name: `table at ${first}`, start: first, end: last, constant: true }];
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

/** @param end where static data ends; whatever follows is one region. */
export function makeLayout(module: List, names: Names, end: number): Layout {
  const constants = tables(module);
  const starts = new Map([...names].map(([name, start]) => [start, name]));
  const taken = (address: number) => constants.find((table) => address >= table.start && address < table.end);
  const mapped = Math.max(...names.values());
  const between = [...numbers(module, new Set())].filter((n) => n > mapped && n < end && !taken(n));
  const cuts = [LOWEST, ...starts.keys(), ...between, ...constants.flatMap((table) => [table.start, table.end])];
  const edges = [...new Set([...cuts, end])].filter((n) => n >= LOWEST).sort((a, b) => a - b);
  const regions = edges.map((start, i): Region => {
    const table = taken(start);
    const name = starts.get(start) ?? (start === end ? 'beyond static data' : `unnamed at ${start}`);
    return { name: table?.name ?? name, start, end: edges[i + 1] ?? 2 ** 32, constant: table !== undefined };
  });
  return new Layout(regions);
}
