// What a page sends over a WebSocket, as the server reads it: RFC 6455 §5. Without extensions, so nothing is compressed.

/** A frame whose first octets are all there. */
interface Frame {
  readonly opcode: number;
  readonly last: boolean;
  readonly payload: Buffer;
  /** Octets from the start of the frame to its end. */
  readonly size: number;
}

/** §5.2: the payload's length in 7, 16 or 64 bits. Gives it and where it ends; undefined where more must come. */
const lengthOf = (bytes: Buffer): readonly [length: number, at: number] | undefined => {
  if (bytes.length < 2) return undefined;
  const short = (bytes[1] ?? 0) & 0x7f;
  if (short < 126) return [short, 2];
  const at = short === 126 ? 4 : 10;
  if (bytes.length < at) return undefined;
  return [short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2)), at];
};

const parseFrame = (bytes: Buffer): Frame | undefined => {
  const found = lengthOf(bytes);
  if (!found) return undefined;
  const [length, at] = found;
  const masked = ((bytes[1] ?? 0) & 0x80) !== 0;
  const start = at + (masked ? 4 : 0);
  if (bytes.length < start + length) return undefined;
  const payload = Buffer.from(bytes.subarray(start, start + length));
  // §5.3
  if (masked) for (let i = 0; i < length; i++) payload[i] = (payload[i] ?? 0) ^ (bytes[at + (i % 4)] ?? 0);
  return { opcode: (bytes[0] ?? 0) & 0x0f, last: ((bytes[0] ?? 0) & 0x80) !== 0, payload, size: start + length };
};

/** Puts the octets of one side together to messages, text and binary alike. */
export class MessageReader {
  readonly #onMessage: (message: Buffer) => void;
  #waiting: Buffer = Buffer.alloc(0);
  #parts: Buffer[] = [];

  constructor(onMessage: (message: Buffer) => void) {
    this.#onMessage = onMessage;
  }

  read(chunk: Buffer): void {
    this.#waiting = Buffer.concat([this.#waiting, chunk]);
    for (let frame = parseFrame(this.#waiting); frame; frame = parseFrame(this.#waiting)) {
      this.#waiting = this.#waiting.subarray(frame.size);
      // §5.5: control frames stand between the parts of a message.
      if (frame.opcode >= 8) continue;
      this.#parts.push(frame.payload);
      if (!frame.last) continue;
      this.#onMessage(Buffer.concat(this.#parts));
      this.#parts = [];
    }
  }
}
