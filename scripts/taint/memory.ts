// Which bytes of linear memory may hold a secret at any time. Marks are only ever added, so the order in which functions
// run does not matter, and repeating the analysis until nothing is added gives what holds for every order of calls.
// An address that is not known to the byte is taken to stay within the buffers that its parts name.
import type { Layout, Region } from './layout.ts';
import { number, type Value } from './value.ts';

/** Several structures of one kind in a row: a mark for each byte of the structure, for all of them together. */
interface Structure {
  readonly size: number;
  readonly secret: Uint8Array;
}

export class Memory {
  readonly layout: Layout;
  /** Grows with every mark. */
  marks = 0;
  readonly #bytes: Uint8Array;
  readonly #structures = new Map<Region, Structure>();

  /** @param size of the part looked at byte by byte. What lies behind is one region with one mark, its first byte. */
  constructor(layout: Layout, size: number) {
    this.layout = layout;
    this.#bytes = new Uint8Array(size + 1);
  }

  /** The bytes an access may reach: exactly those, or all of every region that the address may point into. */
  #spans(address: Value, length: number | null): [number, number][] {
    const most = this.#bytes.length;
    if (address.exact !== null && length !== null)
      return [[Math.min(address.exact, most - 1), Math.min(address.exact + length, most)]];
    const regions = this.layout.of(this.layout.regionsOf(address));
    const start = address.exact ?? 0;
    return regions.map((region) => [Math.min(Math.max(region.start, start), most - 1), Math.min(region.end, most)]);
  }

  secretWithin(start: number, end: number): boolean {
    return this.holdsSecret(number(start), end - start);
  }

  holdsSecret(address: Value, length: number | null): boolean {
    const regions = this.layout.of(this.layout.regionsOf(address));
    if (regions.length === 0 && address.exact === null) return true;
    if (regions.some((region) => this.#structures.get(region)?.secret.includes(1))) return true;
    return this.#spans(address, length).some(([start, end]) => this.#bytes.subarray(start, end).includes(1));
  }

  markSecret(address: Value, length: number | null): void {
    for (const [start, end] of this.#spans(address, length)) {
      const span = this.#bytes.subarray(start, end);
      if (!span.includes(0)) continue;
      span.fill(1);
      this.marks++;
    }
  }

  #copyExact(to: number, from: number, length: number): void {
    for (let i = 0; i < length; i++) {
      if (this.#bytes[from + i] !== 1 || this.#bytes[to + i] === 1) continue;
      this.#bytes[to + i] = 1;
      this.marks++;
    }
  }

  /** The one row of structures of `size` bytes that `address` points into; made at the first copy into it. */
  #structure(address: Value, size: number, make: boolean): Structure | undefined {
    const [region, ...others] = this.layout.of(this.layout.regionsOf(address));
    if (address.exact !== null || region === undefined || others.length > 0 || region.constant) return undefined;
    if (make && !this.#structures.has(region)) this.#structures.set(region, { size, secret: new Uint8Array(size) });
    const structure = this.#structures.get(region);
    return structure?.size === size ? structure : undefined;
  }

  /** A copy of known size between a place and one of several structures in a row goes byte by byte of the structure. */
  copy(to: Value, from: Value, length: number | null): void {
    if (length !== null && to.exact !== null && from.exact !== null) {
      this.#copyExact(to.exact, from.exact, length);
    } else if (length !== null && from.exact !== null && this.#structure(to, length, true)) {
      this.#copyIn(to, from.exact, length);
    } else if (length !== null && to.exact !== null && this.#structure(from, length, false)) {
      this.#copyOut(to.exact, from, length);
    } else if (this.holdsSecret(from, length)) this.markSecret(to, length);
  }

  #copyIn(to: Value, from: number, length: number): void {
    const row = this.#structure(to, length, true);
    this.#bytes.subarray(from, from + length).forEach((mark, i) => {
      if (!row || mark === 0 || row.secret[i] === 1) return;
      row.secret[i] = 1;
      this.marks++;
    });
  }

  #copyOut(to: number, from: Value, length: number): void {
    const stored = this.#spans(from, length).some(([start, end]) => this.#bytes.subarray(start, end).includes(1));
    this.#structure(from, length, false)?.secret.forEach((mark, i) => {
      if (mark === 1 || stored) this.markSecret(number(to + i), 1);
    });
  }

  /** May a run from here go on, through whatever follows, into a buffer that holds secrets, or into one that holds none? */
  runsInto(address: Value, secret: boolean): boolean {
    const { layout } = this;
    const ends = layout.of(layout.regionsOf(address)).map(({ end }) => end);
    const behind = layout.regions.filter(({ start }) => start >= Math.min(...ends));
    return behind.some(({ start, end }) => this.secretWithin(start, end) === secret);
  }

  /** The constant tables that a write to `address` may reach. */
  tablesAt(address: Value): Region[] {
    return this.layout.of(this.layout.regionsOf(address)).filter(({ constant }) => constant);
  }
}
