// Walks every path of a module's functions with values that know whether a secret is in them, and reports each place
// where a secret would decide what is executed or which memory is touched.
import { Frame } from './frame.ts';
import type { Memory } from './memory.ts';
import { excerpt, head, isList, type List, operands, words } from './parse-wat.ts';
import { fold, number, unknown, type Value, write } from './value.ts';

export interface Finding {
  /** The exported function on whose way it lies. */
  readonly root: string;
  readonly what: string;
  readonly where: string;
}

const NOTHING = number(0);
/** Operators whose time may depend on their operands: division, and counting bits where the processor cannot. */
const VARIABLE = /^i(32|64)\.(div|rem)_|^i(32|64)\.(clz|ctz|popcnt)$/;
const SHIFT = /^i(32|64)\.(shl|shr_[su]|rotl|rotr)$/;
const COMPARISON = /\.(eqz|any_true|all_true)$|^[if](32|64)\.(eq|ne|[lg][te](_[su])?)$/;
const PURE = /^(i32|i64|f32|f64|v128|i8x16|i16x8|i32x4|i64x2|f32x4|f64x2)\.[a-z0-9_]+$/;
const LOAD = /^[a-z0-9]+\.load(\d*)/;
const STORE = /^[a-z0-9]+\.store(\d*)/;
const WIDTHS: Readonly<Record<string, number>> = { i32: 4, f32: 4, i64: 8, f64: 8, v128: 16 };

type Rule = (list: List, frame: Frame) => Value;

/** One walk over everything that can be reached from the exports. An operator without a rule is an error. */
export class Walk {
  readonly findings = new Map<string, Finding>();
  readonly #functions: ReadonlyMap<string, List>;
  readonly #memory: Memory;
  readonly #results = new Map<string, Value>();
  readonly #running = new Set<string>();
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
      ['local.get', (list, frame) => frame.locals?.[this.#local(list)] ?? NOTHING],
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

  /** Walks an export with public arguments of any value; its result. */
  export(root: string, name: string): Value {
    this.#root = root;
    this.#results.clear();
    const parameters = (this.#functions.get(name) ?? []).filter((item) => isList(item) && head(item) === 'param');
    return this.#function(
      name,
      parameters.map(() => unknown(false)),
    );
  }

  report(what: string, list: List, frame: Frame): void {
    const where = `in function ${frame.name}: ${excerpt(list)}`;
    this.findings.set(`${this.#root} ${what} ${where}`, { root: this.#root, what, where });
  }

  #function(name: string, values: readonly Value[]): Value {
    const key = `${name} ${values.map(write).join(' ')}`;
    const known = this.#results.get(key);
    if (known) return known;
    const code = this.#functions.get(name);
    if (!code) throw new Error(`the function ${name} is not in the module`);
    if (this.#running.has(name)) throw new Error(`the function ${name} calls itself`);
    this.#running.add(name);
    const locals = code.filter((item) => isList(item) && head(item) === 'local').map(() => NOTHING);
    const frame = new Frame(name, [...values, ...locals], this.#memory.regionsOf);
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
    if (LOAD.test(operator)) return this.#load(list, frame);
    if (STORE.test(operator)) return this.#store(list, frame);
    if (!PURE.test(operator)) throw new Error(`no rule for ${operator} in function ${frame.name}`);
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

  #local(list: List): number {
    return Number(words(list)[0]?.slice(1));
  }

  #wide(list: List): Value {
    const exact = Number(words(list)[0]);
    return Number.isSafeInteger(exact) && exact >= 0 ? number(exact) : unknown(false);
  }

  #set(list: List, frame: Frame): Value {
    const value = this.#sequence(list, frame);
    frame.set(this.#local(list), value);
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
    if (this.#eval(condition, frame).secret) this.report('a branch depends on a secret', list, frame);
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
    if (values.at(-1)?.secret) this.report('a branch depends on a secret', list, frame);
    const carried = values.length > 1 ? (values[0] ?? NOTHING) : NOTHING;
    if (frame.locals) frame.jump(words(list)[0] ?? '', carried);
    return carried;
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

  /** The address of an access: the operand and the immediate offset. */
  #address(list: List, pointer: Value): Value {
    const offset = Number(
      words(list)
        .find((word) => word.startsWith('offset='))
        ?.slice(7) ?? 0,
    );
    if (pointer.exact !== null) return number(pointer.exact + offset);
    return { ...pointer, regions: pointer.regions | this.#memory.layout.maskAt(offset) };
  }

  #width(list: List, pattern: RegExp): number {
    const bits = pattern.exec(head(list))?.[1] ?? '';
    const whole = WIDTHS[head(list).split('.')[0] ?? ''] ?? 16;
    // Vector loads such as load8x8 and load32_splat name their lanes; half a vector is the most that they read.
    return bits === '' ? whole : head(list).startsWith('v128') ? 8 : Number(bits) / 8;
  }

  #load(list: List, frame: Frame): Value {
    const [pointer, vector] = this.#operands(list, frame);
    if (!frame.locals || !pointer) return NOTHING;
    if (pointer.secret) this.report('a load address depends on a secret', list, frame);
    const found = this.#memory.holdsSecret(this.#address(list, pointer), this.#width(list, LOAD));
    return unknown(pointer.secret || found || vector?.secret === true);
  }

  #store(list: List, frame: Frame): Value {
    const [pointer, value] = this.#operands(list, frame);
    if (!frame.locals || !pointer || !value) return NOTHING;
    if (pointer.secret) this.report('a store address depends on a secret', list, frame);
    this.#written(this.#address(list, pointer), value.secret, this.#width(list, STORE), list, frame);
    return NOTHING;
  }

  #written(to: Value, secret: boolean, length: number | null, list: List, frame: Frame): void {
    const memory = this.#memory;
    if (memory.tablesAt(to).length > 0) this.report('a constant table is written', list, frame);
    if (memory.regionsOf(to) === 0n) this.report('a store goes to an address of unknown origin', list, frame);
    if (secret) memory.markSecret(to, length);
  }

  #copy(list: List, frame: Frame): Value {
    const [to, from, size] = this.#operands(list, frame);
    if (!frame.locals || !to || !from || !size) return NOTHING;
    if (to.secret || from.secret) this.report('a copied address depends on a secret', list, frame);
    if (size.secret) this.report('a copied length depends on a secret', list, frame);
    this.#written(to, false, size.exact, list, frame);
    this.#memory.copy(to, from, size.exact);
    return NOTHING;
  }

  #fill(list: List, frame: Frame): Value {
    const [to, value, size] = this.#operands(list, frame);
    if (!frame.locals || !to || !value || !size) return NOTHING;
    if (to.secret) this.report('a filled address depends on a secret', list, frame);
    if (size.secret) this.report('a filled length depends on a secret', list, frame);
    this.#written(to, value.secret, size.exact, list, frame);
    return NOTHING;
  }

  #pure(list: List, frame: Frame): Value {
    const values = this.#operands(list, frame);
    const operator = head(list);
    const [a, b] = values;
    const secret = values.some((value) => value.secret);
    if (secret && VARIABLE.test(operator)) this.report('an operation of variable time takes a secret', list, frame);
    if (b?.secret && SHIFT.test(operator)) this.report('a shift amount depends on a secret', list, frame);
    const [type = '', name = ''] = operator.split('.');
    const exact = a && b ? fold(type, name, a.exact, b.exact) : null;
    if (exact !== null && !secret) return number(exact);
    const regions = values.reduce((mask, value) => mask | this.#memory.regionsOf(value), 0n);
    return unknown(secret, regions, COMPARISON.test(operator));
  }
}
