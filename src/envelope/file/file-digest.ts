import { Writer } from '../../bytes/writer.ts';
import type { Core } from '../../crypto/core.ts';

const BLOCK = 2 ** 16;
const DIGEST = 32;

/** The digest of a stream of any length (README.md), in constant memory and whatever pieces the stream comes in. */
export class FileDigest {
  readonly #core: Core;
  /** The digest of everything before the block, and the block. */
  readonly #buffer = new Uint8Array(DIGEST + BLOCK);
  #filled = 0;
  #length = 0;

  constructor(core: Core) {
    this.#core = core;
  }

  /** How many bytes were absorbed. */
  get length(): number {
    return this.#length;
  }

  absorb(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + BLOCK - this.#filled);
      this.#buffer.set(part, DIGEST + this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === BLOCK) this.#compress();
    }
    this.#length += bytes.length;
  }

  /** 32 bytes. */
  finish(): Uint8Array {
    if (this.#filled > 0) this.#compress();
    const last = this.#buffer.subarray(0, DIGEST);
    return this.#core.sha256(new Writer().label('fieldseal/1/file').u64(this.#length).bytes(last).finish());
  }

  #compress(): void {
    this.#buffer.set(this.#core.sha256(this.#buffer.subarray(0, DIGEST + this.#filled)));
    this.#filled = 0;
  }
}
