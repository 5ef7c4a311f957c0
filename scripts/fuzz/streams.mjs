// GCM streams of one core: many open at once, their calls mixed, compared at the end with one call of the peer's.
import { AUTHENTICATION, RANGE } from './cases.mjs';
import { peers } from './peers.mjs';

const MOST = 32;

export class Streams {
  #open = [];

  get count() {
    return this.#open.length;
  }

  /** The steps of one turn, as cases give them. */
  turn(draw) {
    if (draw.once(800)) return this.#wipe();
    if (this.#open.length === 0 || draw.once(4)) return this.#start(draw);
    const stream = draw.of(this.#open);
    return draw.once(6) ? this.#finish(draw, stream) : this.#advance(draw, stream);
  }

  #start(draw) {
    const [key, nonce, aad, text] = [draw.aesKey(), draw.nonce(12, 12), draw.some(200), draw.data()].map((bytes) =>
      Uint8Array.from(bytes),
    );
    const opening = draw.once(2);
    const valid = (key.length === 16 || key.length === 32) && nonce.length === 12;
    const full = this.#open.length === MOST;
    const sealed = valid ? peers.gcm(key, nonce, aad, text) : undefined;
    const start = (core) => {
      const handle = opening ? core.gcmOpener(key, nonce, aad) : core.gcmSealer(key, nonce, aad);
      const ciphertext = sealed.subarray(0, text.length);
      const [from, to] = opening ? [ciphertext, text] : [text, ciphertext];
      this.#open.push({ handle, opening, from, to, tag: sealed.subarray(text.length), done: 0 });
      return new Uint8Array(0);
    };
    return [
      [
        full ? 'start one stream too many' : 'start a stream',
        start,
        !valid ? RANGE : full ? 'TooManyStreamsError' : new Uint8Array(0),
      ],
    ];
  }

  #advance(draw, stream) {
    const { handle, from, to, done } = stream;
    const piece = from.subarray(done, done + draw.length());
    stream.done += piece.length;
    return [['update', () => handle.update(piece), to.subarray(done, done + piece.length)]];
  }

  #finish(draw, stream) {
    const { handle, opening, from, to, tag, done } = stream;
    const wrong = opening && draw.once(2);
    const given = wrong ? draw.damaged(tag) : tag;
    const last = opening ? new Uint8Array(0) : tag;
    const finish = () => {
      this.#open = this.#open.filter((other) => other !== stream);
      return handle.finish(given);
    };
    return [
      ['last update', () => handle.update(from.subarray(done)), to.subarray(done)],
      ['finish', finish, wrong ? AUTHENTICATION : last],
      ['update after the end', () => handle.update(from), 'StreamClosedError'],
      ['finish after the end', () => handle.finish(tag), 'StreamClosedError'],
    ];
  }

  #wipe() {
    const closed = this.#open;
    this.#open = [];
    const wipe = (core) => {
      core.wipe();
      return new Uint8Array(0);
    };
    return [
      ['wipe', wipe, new Uint8Array(0)],
      ...closed.map(({ handle }) => [
        'update after wiping',
        () => handle.update(new Uint8Array(1)),
        'StreamClosedError',
      ]),
    ];
  }
}
