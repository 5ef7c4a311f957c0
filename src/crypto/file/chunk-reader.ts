// Cuts what a stream brings into pieces of one size, and knows of each piece whether it is the last.

export interface Piece {
  readonly data: Uint8Array<ArrayBuffer>;
  readonly final: boolean;
}

export class ChunkReader {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  /** Buffers that may be filled again. */
  readonly #spares: ArrayBuffer[] = [];
  #size = 0;
  #room = 0;
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

  /** Sets how many bytes each piece has, the last one excepted, and how many of room there are behind it. */
  resize(size: number, room: number): void {
    [this.#size, this.#room] = [size, room];
  }

  /** Takes a buffer back: a caller that kept it is left with nothing. */
  recycle(buffer: ArrayBuffer): void {
    if (buffer.byteLength !== this.#size + this.#room) return;
    this.#spares.push(structuredClone(buffer, { transfer: [buffer] }));
  }

  /** The next piece. The last one is shorter, or empty where the source had nothing more. */
  async next(): Promise<Piece> {
    const data = new Uint8Array(this.#spares.pop() ?? new ArrayBuffer(this.#size + this.#room), 0, this.#size);
    const filled = await this.#fill(data);
    return { data: data.subarray(0, filled), final: await this.#atEnd() };
  }

  /** Zeroes the buffers that came back. */
  wipe(): void {
    for (const spare of this.#spares.splice(0)) new Uint8Array(spare).fill(0);
  }

  /** Tells the source that no more is wanted. */
  async cancel(reason: unknown): Promise<void> {
    this.#rest = new Uint8Array(0);
    await this.#reader.cancel(reason);
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
