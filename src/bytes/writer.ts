import { concat } from './bytes.ts';
import { encodeUtf8 } from './utf8.ts';

/**
 * Builds canonical binary: big-endian integers, bytes with or without a length before them.
 * Arrays handed in are kept by reference until `finish`, which copies them into one fresh array.
 */
export class Writer {
  readonly #parts: Uint8Array[] = [];

  u8(value: number): this {
    return this.#integer(value, 1);
  }

  u16(value: number): this {
    return this.#integer(value, 2);
  }

  u32(value: number): this {
    return this.#integer(value, 4);
  }

  u40(value: number): this {
    return this.#integer(value, 5);
  }

  /** @param value 0 to 2^53 − 1. */
  u64(value: number): this {
    return this.#integer(value, 8);
  }

  bytes(value: Uint8Array): this {
    this.#parts.push(value);
    return this;
  }

  /** A label of ASCII characters, without a length before it. */
  label(value: string): this {
    return this.bytes(encodeUtf8(value));
  }

  bytes8(value: Uint8Array): this {
    return this.u8(value.length).bytes(value);
  }

  bytes16(value: Uint8Array): this {
    return this.u16(value.length).bytes(value);
  }

  bytes32(value: Uint8Array): this {
    return this.u32(value.length).bytes(value);
  }

  finish(): Uint8Array<ArrayBuffer> {
    return concat(...this.#parts);
  }

  #integer(value: number, width: 1 | 2 | 4 | 5 | 8): this {
    if (!Number.isSafeInteger(value) || value < 0 || (width < 8 && value >= 2 ** (8 * width))) {
      throw new RangeError(`${value} does not fit ${width} bytes`);
    }
    const bytes = new Uint8Array(width);
    let rest = value;
    for (let i = width - 1; i >= 0; i--) {
      bytes[i] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    return this.bytes(bytes);
  }
}
