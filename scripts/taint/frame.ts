// The state of one function while it is walked: its locals on the path at hand, and what jumps carry to each label.
import { join, type Places, sameAll, type Value } from './value.ts';

type Locals = readonly Value[];

interface Target {
  locals: Locals | null;
  value: Value | null;
}

export class Frame {
  readonly name: string;
  readonly #places: Places;
  readonly #names: readonly string[];
  readonly #targets = new Map<string, Target>();
  /** The locals here; null where no path leads. */
  locals: Locals | null;
  returned: Value | null = null;

  /** @param names of the locals, parameters first: `$0`, `$length` */
  constructor(name: string, names: readonly string[], locals: Locals, places: Places) {
    this.name = name;
    this.locals = locals;
    this.#places = places;
    this.#names = names;
  }

  joined(a: Value | null, b: Value | null): Value | null {
    return a && b ? join(a, b, this.#places) : (a ?? b);
  }

  #merged(a: Locals | null, b: Locals | null): Locals | null {
    if (!a || !b) return a ?? b;
    return a.map((value, i) => {
      const other = b[i];
      return other ? join(value, other, this.#places) : value;
    });
  }

  #index(local: string): number {
    const index = this.#names.indexOf(local);
    if (index < 0) throw new Error(`no local ${local} in function ${this.name}`);
    return index;
  }

  /** The local's value; none where no path leads. */
  get(local: string): Value | undefined {
    return this.locals?.[this.#index(local)];
  }

  set(local: string, value: Value): void {
    if (this.locals) this.locals = this.locals.with(this.#index(local), value);
  }

  /** Lets this path and another one, which had `locals`, go on together. */
  meet(locals: Locals | null): void {
    this.locals = this.#merged(this.locals, locals);
  }

  /** Opens a label for the walk of its body; false where the name is in use further out. */
  open(label: string): void {
    if (this.#targets.has(label)) throw new Error(`the label ${label} twice within one another in ${this.name}`);
    this.#targets.set(label, { locals: null, value: null });
  }

  /** What has been carried to the label. */
  close(label: string): Target {
    const target = this.#targets.get(label);
    if (!target) throw new Error(`no label ${label} in ${this.name}`);
    this.#targets.delete(label);
    return target;
  }

  /** Carries the state at hand to a label. */
  jump(label: string, value: Value | null): void {
    const target = this.#targets.get(label);
    if (!target) throw new Error(`no label ${label} in ${this.name}`);
    target.locals = this.#merged(target.locals, this.locals);
    target.value = this.joined(target.value, value);
  }

  leave(value: Value | null): void {
    if (this.locals) this.returned = this.joined(this.returned, value);
    this.locals = null;
  }

  /** Walks a loop's body until what comes back to its head brings nothing new. */
  repeat(label: string, walk: () => Value): Value {
    let head = this.locals;
    for (;;) {
      this.locals = head;
      this.open(label);
      const value = walk();
      const again = this.#merged(head, this.close(label).locals);
      if (!again || (head && sameAll(again, head))) return value;
      head = again;
    }
  }
}
