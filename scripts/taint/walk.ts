// Walks every path of a module's functions with values that know whether a secret is in them, and reports each place
// where a secret would decide what is executed or which memory is touched.
import { type Finding, type Root, RUN } from './finding.ts';
import { Frame } from './frame.ts';
import type { Memory } from './memory.ts';
import { loads, requireRule, result, shifts, stores, takesVariableTime, widthOf } from './operators.ts';
import { excerpt, head, isList, type List, namesOf, offsetOf, operands, words } from './parse-wat.ts';
import { number, unknown, type Value, write } from './value.ts';

const NOTHING = number(0);
type Rule = (list: List, frame: Frame) => Value;

/** One walk over everything that can be reached from the exports. An operator without a rule is an error. */
export class Walk {
  readonly findings = new Map<string, Finding>();
  readonly #functions: ReadonlyMap<string, List>;
  readonly #memory: Memory;
  readonly #results = new Map<string, Value>();
  readonly #running = new Set<string>();
  /** The same words may stand in several places. */
  readonly #places = new Map<List, number>();
  #root = '';
  readonly #rules: ReadonlyMap<string, Rule>;

  constructor(functions: ReadonlyMap<string, List>, memory: Memory) {
    this.#functions = functions;
    this.#memory = memory;
    this.#rules = new Map<string, Rule>([
      ['nop', () => NOTHING],
      ['drop', (list, frame) => this.#sequence(list, frame)],
      ['block', (list, frame) => this.#block(list, frame)],
      ['then', (list, frame) => this.#sequence(list, frame)],
      ['else', (list, frame) => this.#sequence(list, frame)],
      ['loop', (list, frame) => this.#loop(list, frame)],
      ['if', (list, frame) => this.#if(list, frame)],
      ['br', (list, frame) => this.#br(list, frame)],
      ['br_if', (list, frame) => this.#brIf(list, frame)],
      ['br_table', (list, frame) => this.#brTable(list, frame)],
      ['select', (list, frame) => this.#select(list, frame)],
      ['return', (list, frame) => this.#return(list, frame)],
      ['unreachable', (_, frame) => this.#dead(frame)],
      ['call', (list, frame) => this.#call(list, frame)],
      ['local.get', (list, frame) => frame.get(words(list)[0] ?? '') ?? NOTHING],
      ['local.set', (list, frame) => this.#set(list, frame)],
      ['local.tee', (list, frame) => this.#set(list, frame)],
      ['i32.const', (list) => number(Number(words(list)[0]) >>> 0)],
      ['i64.const', (list) => this.#wide(list)],
      ['v128.const', () => unknown(false)],
      ['global.get', () => unknown(false)],
      ['global.set', (list, frame) => this.#keep(list, frame)],
      ['memory.copy', (list, frame) => this.#copy(list, frame)],
      ['memory.fill', (list, frame) => this.#fill(list, frame)],
    ]);
  }

  /** Walks a function that is called from outside, with public arguments: these numbers, any where there is none. */
  root({ name, called, given }: Root): Value {
    this.#root = name;
    this.#results.clear();
    const parameters = (this.#functions.get(called) ?? []).filter((item) => isList(item) && head(item) === 'param');
    const argument = (exact: number | null | undefined) => (typeof exact === 'number' ? number(exact) : unknown(false));
    return this.#function(
      called,
      parameters.map((_, i) => argument(given[i])),
    );
  }

  report(what: string, list: List, frame: Frame, address?: Value): void {
    const { layout } = this.#memory;
    const into = address ? layout.of(layout.regionsOf(address)).map(({ name }) => name) : [];
    const where = `in function ${frame.name}: ${excerpt(list)}`;
    const place = this.#places.get(list) ?? this.#places.size;
    this.#places.set(list, place);
    this.findings.set(`${this.#root} ${what} ${place}`, { root: this.#root, what, into: into.join(), where, place });
  }

  #function(name: string, values: readonly Value[]): Value {
    const key = `${name} ${values.map(write).join(' ')}`;
    const known = this.#results.get(key);
    if (known) return known;
    const code = this.#functions.get(name);
    if (!code) throw new Error(`the function ${name} is not in the module`);
    if (this.#running.has(name)) throw new Error(`the function ${name} calls itself`);
    this.#running.add(name);
    const names = namesOf(code);
    const frame = new Frame(
      name,
      names,
      [...values, ...names.slice(values.length).map(() => NOTHING)],
      this.#memory.layout,
    );
    frame.leave(this.#sequence(code, frame));
    this.#running.delete(name);
    const gives = code.some((item) => isList(item) && head(item) === 'result');
    const result = (gives ? frame.returned : null) ?? NOTHING;
    this.#results.set(key, result);
    return result;
  }

  #eval(list: List, frame: Frame): Value {
    if (!frame.locals) return NOTHING;
    const operator = head(list);
    const rule = this.#rules.get(operator);
    if (rule) return rule(list, frame);
    if (loads(operator)) return this.#load(list, frame);
    if (stores(operator)) return this.#store(list, frame);
    requireRule(operator, frame.name);
    return this.#pure(list, frame);
  }

  #sequence(list: List, frame: Frame): Value {
    let value = NOTHING;
    for (const item of operands(list)) value = this.#eval(item, frame);
    return value;
  }

  #operands(list: List, frame: Frame): Value[] {
    return operands(list).map((item) => this.#eval(item, frame));
  }

  #wide(list: List): Value {
    const exact = Number(words(list)[0]);
    return Number.isSafeInteger(exact) && exact >= 0 ? number(exact) : unknown(false);
  }

  #set(list: List, frame: Frame): Value {
    const value = this.#sequence(list, frame);
    frame.set(words(list)[0] ?? '', value);
    return value;
  }

  #dead(frame: Frame): Value {
    frame.locals = null;
    return NOTHING;
  }

  #block(list: List, frame: Frame): Value {
    const [label] = words(list);
    if (label === undefined) return this.#sequence(list, frame);
    frame.open(label);
    const through = this.#sequence(list, frame);
    const reached = frame.locals !== null;
    const target = frame.close(label);
    frame.meet(target.locals);
    return frame.joined(reached ? through : null, target.value) ?? NOTHING;
  }

  #loop(list: List, frame: Frame): Value {
    const [label] = words(list);
    return label === undefined ? this.#sequence(list, frame) : frame.repeat(label, () => this.#sequence(list, frame));
  }

  /** Globals are public everywhere. */
  #keep(list: List, frame: Frame): Value {
    if (this.#sequence(list, frame).secret) this.report('a global holds a secret', list, frame);
    return NOTHING;
  }

  #if(list: List, frame: Frame): Value {
    const [condition, yes, no] = operands(list);
    if (!condition || !yes) throw new Error('an if without its parts');
    const { secret, exact } = this.#eval(condition, frame);
    if (secret) this.report('a branch depends on a secret', list, frame);
    else if (exact !== null) return exact === 0 ? (no ? this.#eval(no, frame) : NOTHING) : this.#eval(yes, frame);
    const before = frame.locals;
    const one = this.#eval(yes, frame);
    const after = frame.locals;
    frame.locals = before;
    const other = no ? this.#eval(no, frame) : NOTHING;
    const value = frame.joined(after ? one : null, frame.locals ? other : null) ?? NOTHING;
    frame.meet(after);
    return value;
  }

  #br(list: List, frame: Frame): Value {
    const value = this.#sequence(list, frame);
    if (frame.locals) frame.jump(words(list)[0] ?? '', value);
    return this.#dead(frame);
  }

  #brIf(list: List, frame: Frame): Value {
    const values = this.#operands(list, frame);
    const { secret, exact } = values.at(-1) ?? NOTHING;
    if (secret) this.report('a branch depends on a secret', list, frame);
    const carried = values.length > 1 ? (values[0] ?? NOTHING) : NOTHING;
    const decided = secret ? null : exact;
    if (frame.locals && decided !== 0) frame.jump(words(list)[0] ?? '', carried);
    return decided === null || decided === 0 ? carried : this.#dead(frame);
  }

  #brTable(list: List, frame: Frame): Value {
    const values = this.#operands(list, frame);
    if (values.at(-1)?.secret) this.report('a jump table is indexed by a secret', list, frame);
    const carried = values.length > 1 ? (values[0] ?? NOTHING) : NOTHING;
    if (frame.locals) for (const label of words(list)) frame.jump(label, carried);
    return this.#dead(frame);
  }

  /** Engines may compile a choice between two values to a branch. */
  #select(list: List, frame: Frame): Value {
    const [a, b, condition] = this.#operands(list, frame);
    if (!frame.locals || !a || !b || !condition) return NOTHING;
    if (condition.secret) this.report('a selection depends on a secret', list, frame);
    else if (condition.exact !== null) return condition.exact === 0 ? b : a;
    const value = frame.joined(a, b) ?? NOTHING;
    return { ...value, secret: value.secret || condition.secret };
  }

  #return(list: List, frame: Frame): Value {
    frame.leave(this.#sequence(list, frame));
    return NOTHING;
  }

  #call(list: List, frame: Frame): Value {
    const values = this.#operands(list, frame);
    return frame.locals ? this.#function(words(list)[0] ?? '', values) : NOTHING;
  }

  #load(list: List, frame: Frame): Value {
    const [pointer, vector] = this.#operands(list, frame);
    if (!frame.locals || !pointer) return NOTHING;
    const address = this.#memory.layout.behind(pointer, offsetOf(list));
    if (pointer.secret) this.report('a load address depends on a secret', list, frame, address);
    const found = this.#memory.holdsSecret(address, widthOf(head(list)));
    return unknown(pointer.secret || found || vector?.secret === true);
  }

  #store(list: List, frame: Frame): Value {
    const [pointer, value] = this.#operands(list, frame);
    if (!frame.locals || !pointer || !value) return NOTHING;
    const address = this.#memory.layout.behind(pointer, offsetOf(list));
    if (pointer.secret) this.report('a store address depends on a secret', list, frame, address);
    this.#written(address, value.secret, widthOf(head(list)), list, frame);
    return NOTHING;
  }

  #written(to: Value, secret: boolean, length: number | null, list: List, frame: Frame): void {
    const memory = this.#memory;
    if (memory.tablesAt(to).length > 0) this.report('a constant table is written', list, frame);
    if (memory.layout.regionsOf(to) === 0n) this.report('a store goes to an address of unknown origin', list, frame);
    if (secret) memory.markSecret(to, length);
  }

  #copy(list: List, frame: Frame): Value {
    const [to, from, size] = this.#operands(list, frame);
    if (!frame.locals || !to || !from || !size) return NOTHING;
    if (to.secret || from.secret) this.report('a copied address depends on a secret', list, frame);
    if (size.secret) this.report('a copied length depends on a secret', list, frame);
    this.#written(to, false, size.exact, list, frame);
    if (size.exact === null) this.#run(from, to, list, frame);
    this.#memory.copy(to, from, size.exact);
    return NOTHING;
  }

  /** A run of unknown length may go on into further buffers, where it is not followed. */
  #run(from: Value | null, to: Value, list: List, frame: Frame): void {
    const memory = this.#memory;
    const carries = from === null || memory.holdsSecret(from, null);
    if (carries ? memory.runsInto(to, false) : memory.runsInto(from, true)) this.report(RUN, list, frame);
  }

  #fill(list: List, frame: Frame): Value {
    const [to, value, size] = this.#operands(list, frame);
    if (!frame.locals || !to || !value || !size) return NOTHING;
    if (to.secret) this.report('a filled address depends on a secret', list, frame);
    if (size.secret) this.report('a filled length depends on a secret', list, frame);
    this.#written(to, value.secret, size.exact, list, frame);
    if (size.exact === null && value.secret) this.#run(null, to, list, frame);
    return NOTHING;
  }

  #pure(list: List, frame: Frame): Value {
    const values = this.#operands(list, frame);
    const operator = head(list);
    const secret = values.some((value) => value.secret);
    if (secret && takesVariableTime(operator)) this.report('an operation of variable time takes a secret', list, frame);
    if (values[1]?.secret && shifts(operator)) this.report('a shift amount depends on a secret', list, frame);
    return result(operator, values, this.#memory.layout);
  }
}
