// Cuts what a stream brings into pieces of one size, and knows of each piece whether it is the last.

export interface Piece {
  readonly data: Uint8Array<ArrayBuffer>;
  readonly final: boolean;
}

export class ChunkReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  /** Buffers that may be filled again, each of `#size` bytes. */
  readonly #spares: ArrayBuffer[] = [];
  #size = 0;
  /** What was read and not handed out yet. */
  #rest: Uint8Array = new Uint8Array(0);
  #ended = false;

  constructor(source: ReadableStream<Uint8Array>) {
    this.#reader = source.getReader();
  }

  /** The first `length` bytes, or fewer where the source ends before. */
  async head(length: number): Promise<Uint8Array<ArrayBuffer>> {
    const head = new Uint8Array(length);
    return head.subarray(0, await this.#fill(head));
  }

  /** How many bytes each piece has, the last one excepted. */
  resize(size: number): void {
    this.#size = size;
  }

  /** Takes a buffer back. */
  recycle(spare: ArrayBuffer): void {
    if (spare.byteLength === this.#size) this.#spares.push(spare);
  }

  /** The next piece. The last one is shorter, or empty where the source had nothing at all (more). */
  async next(): Promise<Piece> {
    const data = new Uint8Array(this.#spares.pop() ?? new ArrayBuffer(this.#size));
    const filled = await this.#fill(data);
    return { data: data.subarray(0, filled), final: await this.#atEnd() };
  }

  /** Tells the source that no more is wanted. */
  async cancel(reason: unknown): Promise<void> {
    this.wipe();
    await this.#reader.cancel(reason);
  }

  /** Zeroes the buffers that are kept. */
  wipe(): void {
    for (const spare of this.#spares.splice(0)) new Uint8Array(spare).fill(0);
    this.#rest = new Uint8Array(0);
  }

  async #fill(target: Uint8Array): Promise<number> {
    let filled = 0;
    while (filled < target.length && !(await this.#atEnd())) {
      const part = this.#rest.subarray(0, target.length - filled);
      target.set(part, filled);
      filled += part.length;
      this.#rest = this.#rest.subarray(part.length);
    }
    return filled;
  }

  /** Looks ahead: whether the source has nothing more. */
  async #atEnd(): Promise<boolean> {
    while (this.#rest.length === 0 && !this.#ended) {
      const { done, value } = await this.#reader.read();
      if (done) this.#ended = true;
      else this.#rest = value;
    }
    return this.#rest.length === 0;
  }
}
