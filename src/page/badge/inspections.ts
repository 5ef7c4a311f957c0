import { callBackground } from '../../bridge/background-client.ts';
import type { Inspection } from '../../bridge/views.ts';

/** What one question to the background may hold. */
const mostTokens = 200;
const longestToken = 200_000;
const mostCharacters = 4_000_000;
const remembered = 600;
const gatherMs = 40;
/** A page that goes on showing new tokens does not keep the keeper busy. */
const pauseMs = 400;

/** Which of the sealed texts on the screen are for me: asked once each, in batches, and again when the vault changes. */
export class Inspections {
  readonly #known = new Map<string, Inspection>();
  readonly #asked = new Set<string>();
  readonly #onAnswer: () => void;
  readonly #signal: AbortSignal;
  #wanted = new Set<string>();
  #planned = false;
  #era = 0;

  constructor(onAnswer: () => void, signal: AbortSignal) {
    this.#onAnswer = onAnswer;
    this.#signal = signal;
  }

  /** What is known of a token; asks where nothing is. */
  of(token: string): Inspection | undefined {
    const known = this.#known.get(token);
    if (known === undefined && token.length <= longestToken && !this.#asked.has(token)) {
      this.#wanted.add(token);
      this.#plan(gatherMs);
    }
    return known;
  }

  /** The vault was locked or unlocked: nothing holds any more. */
  forget(): void {
    this.#era++;
    this.#known.clear();
    this.#asked.clear();
    this.#onAnswer();
  }

  #plan(ms: number): void {
    if (this.#planned || this.#signal.aborted) return;
    this.#planned = true;
    setTimeout(() => void this.#ask(), ms);
  }

  #take(): string[] {
    const tokens: string[] = [];
    let characters = 0;
    for (const token of this.#wanted) {
      characters += token.length;
      if (tokens.length >= mostTokens || (characters > mostCharacters && tokens.length > 0)) break;
      tokens.push(token);
      this.#wanted.delete(token);
      this.#asked.add(token);
    }
    return tokens;
  }

  async #ask(): Promise<void> {
    const era = this.#era;
    const tokens = this.#take();
    // Where nobody answers the marks stay neutral; the next change of the vault asks again.
    const answers = tokens.length === 0 ? [] : await callBackground('page.inspect', { tokens }).catch(() => []);
    this.#planned = false;
    if (era === this.#era) {
      tokens.forEach((token, index) => {
        const answer = answers[index];
        if (answer) this.#known.set(token, answer);
      });
      this.#forgetOldest();
      this.#onAnswer();
    }
    if (this.#wanted.size > 0) this.#plan(pauseMs);
  }

  #forgetOldest(): void {
    for (const token of this.#known.keys()) {
      if (this.#known.size <= remembered) return;
      this.#known.delete(token);
      this.#asked.delete(token);
    }
  }
}
