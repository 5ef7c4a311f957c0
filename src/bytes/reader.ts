import { SealedTextError } from './sealed-text-error.ts';

/**
 * Reads canonical binary as `Writer` builds it. Every method throws `damaged` where the bytes run out.
 * What it gives are views on the array it was made with.
 */
export class Reader {
  readonly #data: Uint8Array;
  #offset = 0;

  constructor(data: Uint8Array) {
    this.#data = data;
  }

  /** How many bytes were read. */
  get offset(): number {
    return this.#offset;
  }

  /** How many bytes are left. */
  get left(): number {
    return this.#data.length - this.#offset;
  }

  u8(): number {
    return this.#integer(1);
  }

  u16(): number {
    return this.#integer(2);
  }

  u32(): number {
    return this.#integer(4);
  }

  u40(): number {
    return this.#integer(5);
  }

  /** Throws `damaged` above 2^53 − 1, which none of our writers makes. */
  u64(): number {
    const value = this.#integer(8);
    if (!Number.isSafeInteger(value)) throw new SealedTextError('damaged');
    return value;
  }

  bytes(length: number): Uint8Array {
    if (length > this.left) throw new SealedTextError('damaged');
    this.#offset += length;
    return this.#data.subarray(this.#offset - length, this.#offset);
  }

  bytes8(): Uint8Array {
    return this.bytes(this.u8());
  }

  bytes16(): Uint8Array {
    return this.bytes(this.u16());
  }

  bytes32(): Uint8Array {
    return this.bytes(this.u32());
  }

  /** Everything not read yet. */
  rest(): Uint8Array {
    return this.bytes(this.left);
  }

  /** Throws `damaged` where bytes are left over. */
  end(): void {
    if (this.left > 0) throw new SealedTextError('damaged');
  }

  #integer(width: number): number {
    let value = 0;
    for (const byte of this.bytes(width)) value = value * 256 + byte;
    return value;
  }
}
