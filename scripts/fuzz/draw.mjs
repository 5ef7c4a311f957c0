// Random choices that a seed repeats exactly.

/** Lengths at which something changes: blocks, batches, the bulk path of GHASH, pieces of 64 KiB. */
const EDGES = [16, 64, 112, 128, 256, 1024, 2048, 65_536, 131_072];
const ARENA = 1 << 21;

export class Draw {
  #state;
  /** Every argument is a view into this one buffer, so that arguments overlap and stand at odd addresses. */
  #arena = new Uint8Array(ARENA);
  #centre = 0;

  constructor(seed) {
    this.#state = seed >>> 0;
    for (let i = 0; i < ARENA; i++) this.#arena[i] = this.below(256);
  }

  /** An integer from 0 to `limit` − 1 (mulberry32). */
  below(limit) {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return Math.floor((((x ^ (x >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  /** True once in `times`. */
  once(times) {
    return this.below(times) === 0;
  }

  of(choices) {
    return choices[this.below(choices.length)];
  }

  /** Mostly short, often around an edge, seldom long; 0 to 2^20. */
  length() {
    const kind = this.below(40);
    if (kind < 20) return this.below(300);
    if (kind < 30) return Math.max(0, this.of(EDGES.slice(0, 6)) + this.below(35) - 17);
    if (kind < 36) return this.below(5000);
    if (kind < 39) return this.of(EDGES.slice(6)) + this.below(35) - 17;
    return this.below((1 << 20) + 1);
  }

  /** Where the arguments of the next case stand, most of them on top of one another. */
  moveOn() {
    this.#centre = this.below(ARENA / 4);
  }

  /** A view into the arena, where a byte changes now and then. */
  bytes(length) {
    const at = this.once(4) ? this.below(ARENA - length + 1) : this.#centre + this.below(64);
    const view = this.#arena.subarray(at, at + length);
    if (length > 0 && this.once(4)) view[this.below(length)] = this.below(256);
    return view;
  }

  data() {
    return this.bytes(this.length());
  }

  /** Short data, for what costs time for each byte in the peers. */
  some(most) {
    return this.bytes(this.below(most + 1));
  }

  /** A right AES key nineteen times in twenty. */
  aesKey() {
    return this.bytes(this.once(20) ? this.below(70) : this.of([16, 32]));
  }

  nonce(least, most) {
    return this.bytes(this.once(20) ? this.below(20) : least + this.below(most - least + 1));
  }

  /** What a count may be where it is wrong. */
  figure(good) {
    return this.once(20)
      ? this.of([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, 2 ** 53, undefined])
      : good;
  }

  /** A copy that differs in one bit, or in length. */
  damaged(bytes) {
    if (bytes.length === 0 || this.once(6))
      return this.once(2) ? bytes.subarray(1) : Uint8Array.of(...bytes.subarray(0, 99), 7);
    const copy = Uint8Array.from(bytes);
    copy[this.below(copy.length)] ^= 1 << this.below(8);
    return copy;
  }

  /** `bytes` in pieces of any lengths, some of them empty. */
  pieces(bytes) {
    const pieces = [];
    for (let at = 0; at < bytes.length || this.once(3); ) {
      const length = Math.min(bytes.length - at, this.length());
      pieces.push(bytes.subarray(at, at + length));
      at += length;
    }
    return pieces;
  }
}
