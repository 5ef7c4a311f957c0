/** What the compiled module exports; the comments in assembly/ say what each one does. Lengths in bytes. */
export interface WasmExports {
  readonly KEY: WebAssembly.Global<'i32'>;
  readonly NONCE: WebAssembly.Global<'i32'>;
  readonly TAG: WebAssembly.Global<'i32'>;
  readonly DIGEST: WebAssembly.Global<'i32'>;
  readonly IO: WebAssembly.Global<'i32'>;
  readonly IO_SIZE: WebAssembly.Global<'i32'>;
  readonly STREAM_COUNT: WebAssembly.Global<'i32'>;
  readonly BASE_PAGES: WebAssembly.Global<'i32'>;
  readonly STATIC_END: WebAssembly.Global<'i32'>;
  wipeScratch(used: number): void;
  wipeAll(): void;
  aesEncrypt8(keyBytes: number): void;
  aesDecrypt8(keyBytes: number): void;
  gcmStart(keyBytes: number): void;
  gcmAad(length: number): void;
  gcmEncrypt(length: number): void;
  gcmDecrypt(length: number): void;
  gcmTag(): void;
  gcmVerify(): number;
  gcmSuspend(slot: number): void;
  gcmResume(slot: number): void;
  gcmForget(slot: number): void;
  ocbStart(keyBytes: number): void;
  ocbBeginAad(): void;
  ocbAad(keyBytes: number, length: number): void;
  ocbBeginData(): void;
  ocbEncrypt(keyBytes: number, length: number): void;
  ocbDecrypt(keyBytes: number, length: number): void;
  ocbTag(keyBytes: number): void;
  ocbVerify(keyBytes: number): number;
  kwWrap(keyBytes: number, length: number): void;
  kwUnwrap(keyBytes: number, length: number): number;
  sha256Start(): void;
  sha256Update(length: number): void;
  sha256Finish(): void;
  hmacKey(keyBytes: number): void;
  hmacKeyFromDigest(): void;
  hmacStart(): void;
  hmacAbsorbDigest(): void;
  hmacFinish(): void;
  pbkdf2Iterate(iterations: number): void;
  blake2bStart(length: number): void;
  blake2bUpdate(length: number): void;
  blake2bFinish(): void;
  argon2Start(lanes: number, q: number): void;
  argon2Segment(pass: number, lane: number, slice: number, lanes: number, q: number, passes: number): void;
  argon2Finish(lanes: number, q: number, length: number): void;
}

/** Pages of 64 KiB before Argon2's blocks, and all that a core without Argon2 needs. */
export const BASE_PAGES = 2;

/** Zeroed memory of `pages` pages of 64 KiB. Throws a `RangeError` of the engine's where that is not to be had. */
export const makeMemory = (pages: number): WebAssembly.Memory =>
  new WebAssembly.Memory({ initial: pages, maximum: pages });

/**
 * One instance of the module with a memory of fixed size, and the copying in and out of it. Every operation ends with
 * `finish`, on success and failure alike.
 */
export class Engine {
  readonly wasm: WasmExports;
  /** All of linear memory. It never grows, so the view stays valid. */
  readonly memory: Uint8Array<ArrayBuffer>;
  readonly ioSize: number;
  readonly #key: number;
  readonly #nonce: number;
  readonly #tag: number;
  readonly #digest: number;
  readonly #io: number;
  #used = 0;

  constructor(module: WebAssembly.Module, memory: WebAssembly.Memory) {
    const instance = new WebAssembly.Instance(module, { env: { memory } });
    this.wasm = instance.exports as unknown as WasmExports;
    this.memory = new Uint8Array(memory.buffer);
    this.ioSize = this.wasm.IO_SIZE.value;
    this.#key = this.wasm.KEY.value;
    this.#nonce = this.wasm.NONCE.value;
    this.#tag = this.wasm.TAG.value;
    this.#digest = this.wasm.DIGEST.value;
    this.#io = this.wasm.IO.value;
  }

  putKey(key: Uint8Array): void {
    this.memory.set(key, this.#key);
  }

  putNonce(nonce: Uint8Array): void {
    this.memory.set(nonce, this.#nonce);
  }

  putTag(tag: Uint8Array): void {
    this.memory.set(tag, this.#tag);
  }

  /** Puts up to `ioSize` bytes into IO, `at` bytes from its start. */
  put(data: Uint8Array, at = 0): void {
    if (at + data.length > this.ioSize) throw new RangeError(`${data.length} bytes do not fit`);
    this.#used = Math.max(this.#used, at + data.length);
    this.memory.set(data, this.#io + at);
  }

  /** A view of the first bytes of IO, for copying out at once. */
  io(length: number): Uint8Array<ArrayBuffer> {
    return this.memory.subarray(this.#io, this.#io + length);
  }

  /** A copy of what stands in IO from `from` to `to`. */
  take(from: number, to: number): Uint8Array<ArrayBuffer> {
    this.#used = Math.max(this.#used, to);
    return this.memory.slice(this.#io + from, this.#io + to);
  }

  /** A copy of the first bytes of the digest. */
  takeDigest(length: number): Uint8Array<ArrayBuffer> {
    return this.memory.slice(this.#digest, this.#digest + length);
  }

  /** Fills `to` with the first bytes of the digest: there is no other copy of them to be wiped. */
  fillFromDigest(to: Uint8Array): void {
    to.set(this.memory.subarray(this.#digest, this.#digest + to.length));
  }

  /** A copy of the first `length` bytes of IO with the first 16 bytes of the digest, a tag, behind them. */
  takeTagged(length: number): Uint8Array<ArrayBuffer> {
    const end = this.#io + length;
    this.#used = Math.max(this.#used, length);
    this.memory.copyWithin(end, this.#digest, this.#digest + 16);
    return this.memory.slice(this.#io, end + 16);
  }

  /** Runs `data` through IO in pieces that fit, calling `absorb` for each; not at all where it is empty. */
  feed(data: Uint8Array, absorb: (length: number) => void): void {
    for (let at = 0; at < data.length; at += this.ioSize) {
      const piece = data.length <= this.ioSize ? data : data.subarray(at, at + this.ioSize);
      this.put(piece);
      absorb(piece.length);
    }
  }

  /** Zeroes all scratch memory that operations can have touched since the last time. */
  finish(): void {
    this.wasm.wipeScratch(Math.min(this.#used, this.ioSize));
    this.#used = 0;
  }
}
