import { BridgeError } from '../bridge/wire.ts';
import type { Ground } from './link.ts';
import { wait } from './wait.ts';

/** The background may be killed at the wrong moment, and twice. Milliseconds before each further try. */
const pauses = [0, 200, 1_000];

/** Brings a further script when it is wanted, and waits for it. */
export class OnDemand<T> {
  readonly #signal: AbortSignal;
  readonly #ask: () => Promise<unknown>;
  #arrived: () => void = () => undefined;
  readonly #arrival = new Promise<void>((resolve) => {
    this.#arrived = resolve;
  });
  #tools: T | undefined;
  #coming: Promise<T> | undefined;

  /** `ask` has the script put into this document. */
  constructor(signal: AbortSignal, ask: () => Promise<unknown>) {
    this.#signal = signal;
    this.#ask = ask;
  }

  /** Undefined until they are here. */
  get tools(): T | undefined {
    return this.#tools;
  }

  /**
   * The script runs. However often it was asked for, it starts once; and not at all where the first has ended. Gives what
   * was started now.
   */
  join(start: (ground: Ground) => T, ground: Ground): T | undefined {
    if (this.#tools || this.#signal.aborted) return undefined;
    this.#tools = start(ground);
    this.#arrived();
    return this.#tools;
  }

  /** A caller that asks while it is on its way waits for the same. Throws `BridgeError` where it does not come. */
  bring(): Promise<T> {
    this.#coming ??= this.#fetch().finally(() => {
      if (!this.#tools) this.#coming = undefined;
    });
    return this.#coming;
  }

  async #fetch(): Promise<T> {
    for (const pause of pauses) {
      if (pause > 0) await wait(pause, this.#signal);
      if (this.#signal.aborted) break;
      // The script speaks for itself: it may be here although the answer was lost.
      await Promise.race([this.#arrival, this.#ask().catch(() => undefined)]);
      if (this.#tools) return this.#tools;
    }
    throw new BridgeError('background-silent');
  }
}
