import binaryen from 'binaryen';
import { describe, expect, it } from 'vitest';
import { analyse, type Policy } from '../../../../scripts/taint/analyse.ts';
import { readModule } from '../../../../scripts/taint/core.ts';
import { makeLayout } from '../../../../scripts/taint/layout.ts';
import { parseWat } from '../../../../scripts/taint/parse-wat.ts';

const names = new Map([
  ['LENGTH', 2048],
  ['KEY', 2064],
  ['OUT', 4096],
  ['ROWS', 8192],
  ['end of rows', 12_288],
]);
const policy = { secrets: [{ start: 2064, length: 32 }], declassified: ['verdict'], memorySize: 16_384 };

/** What the check says of a module with these functions, a table at 16000, and the key at 2064. */
function findings(functions: string, named = false, roots?: Policy['onlyWith']): string[] {
  const wat = `(module (memory 1 1) (data (i32.const 16000) "0123456789abcdef") ${functions})`;
  const module = binaryen.parseText(wat);
  module.setFeatures(binaryen.Features.All);
  const text = named ? parseWat(module.emitText()) : readModule(module.emitBinary());
  module.dispose();
  return analyse(text, makeLayout(text, names, 16_384), { ...policy, ...(roots && { onlyWith: roots }) }).findings.map(
    ({ root, what }) => `${root}: ${what}`,
  );
}

const SECRET = '(i32.load8_u (i32.const 2070))';
const LENGTH = '(i32.load (i32.const 2048))';
const leak = (body: string) => findings(`(func (export "leak") (param i32) (local i32) (local v128) ${body})`);

describe('the check for constant time', () => {
  it.each([
    ['a table look-up by a key byte', `(drop (i32.load8_u offset=16000 ${SECRET}))`, 'a load address'],
    ['a vector look-up by a key byte', `(drop (v128.load offset=16000 ${SECRET}))`, 'a load address'],
    ['a lane loaded by a key byte', `(drop (v128.load8_splat offset=16000 ${SECRET}))`, 'a load address'],
    ['a store at a place that a key byte names', `(i32.store8 offset=4096 ${SECRET} (i32.const 1))`, 'a store address'],
    ['a branch on a key byte', `(if ${SECRET} (then (i32.store (i32.const 4096) (i32.const 1))))`, 'a branch'],
    [
      'leaving a block by a key byte',
      `(block $b (br_if $b ${SECRET}) (i32.store (i32.const 4096) (i32.const 1)))`,
      'a branch',
    ],
    ['going round a loop by a key byte', `(loop $l (br_if $l ${SECRET}))`, 'a branch'],
    [
      'a selection by a key byte',
      `(i32.store (i32.const 4096) (select (i32.const 1) (local.get 0) ${SECRET}))`,
      'a selection',
    ],
    ['a jump table', `(block $a (block $b (br_table $a $b ${SECRET})))`, 'a jump table'],
    ['a division', `(drop (i32.div_u (local.get 0) ${SECRET}))`, 'an operation of variable time'],
    ['a remainder', `(drop (i32.rem_u ${SECRET} (local.get 0)))`, 'an operation of variable time'],
    ['counting zeros', `(drop (i32.ctz ${SECRET}))`, 'an operation of variable time'],
    ['a shift by a key byte', `(drop (i32.shl (local.get 0) ${SECRET}))`, 'a shift amount'],
    ['a copy as long as a key byte', `(memory.copy (i32.const 4096) (i32.const 2048) ${SECRET})`, 'a copied length'],
    ['a copy from where a key byte says', `(memory.copy (i32.const 4096) ${SECRET} (i32.const 4))`, 'a copied address'],
    ['filling as much as a key byte', `(memory.fill (i32.const 4096) (i32.const 0) ${SECRET})`, 'a filled length'],
    ...['i8x16.shl', 'i16x8.shr_s', 'i32x4.shr_u', 'i64x2.shl'].map((shift) => [
      `a vector shift (${shift}) by a key byte`,
      `(v128.store (i32.const 4096) (${shift} (v128.load (i32.const 4096)) ${SECRET}))`,
      'a shift amount',
    ]),
    [
      'a copy of any length that begins before the key',
      '(memory.copy (i32.const 4096) (i32.const 2048) (local.get 0)) (drop (i32.load (i32.load (i32.const 4112))))',
      'a run of unknown length',
    ],
    [
      'a copy of the key, of any length, that ends behind its buffer',
      '(memory.copy (i32.const 4096) (i32.const 2064) (local.get 0))',
      'a run of unknown length',
    ],
    [
      'filling as much as is asked with a key byte',
      `(memory.fill (i32.const 4096) ${SECRET} (local.get 0))`,
      'a run of unknown length',
    ],
  ])('finds %s', (_, body, what) => {
    expect(leak(body).join()).toContain(what);
  });

  it.each([
    ['a length', `(drop (i32.load8_u offset=16000 ${LENGTH})) (if ${LENGTH} (then (nop)))`],
    ['an argument', '(drop (i32.load8_u offset=16000 (local.get 0))) (loop $l (br_if $l (local.get 0)))'],
    ['a key byte that is only computed with', `(i32.store (i32.const 4096) (i32.xor (local.get 0) ${SECRET}))`],
    [
      'a look-up inside a register',
      '(v128.store (i32.const 4096) (i8x16.swizzle (v128.load (i32.const 16000)) (v128.load (i32.const 2064))))',
    ],
  ])('has nothing against %s', (_, body) => {
    expect(leak(body)).toEqual([]);
  });

  it.each([
    ['a local', `(local.set 1 ${SECRET}) (drop (i32.load (local.get 1)))`],
    ['a comparison', `(if (i32.eqz (i32.and ${SECRET} (i32.const 1))) (then (nop)))`],
    ['a vector', `(local.set 2 (v128.load (i32.const 2064))) (if (i8x16.extract_lane_u 3 (local.get 2)) (then (nop)))`],
    ['memory', `(i32.store (i32.const 4100) ${SECRET}) (if (i32.load (i32.const 4100)) (then (nop)))`],
    [
      'memory at an address that is not known',
      `(i32.store8 offset=4096 (local.get 0) ${SECRET}) (if (i32.load (i32.const 4400)) (then (nop)))`,
    ],
    ['a turn of a loop', `(loop $l (if (local.get 1) (then (nop))) (local.set 1 ${SECRET}) (br_if $l (local.get 0)))`],
    ['one side of a branch', `(if (local.get 0) (then (local.set 1 ${SECRET}))) (drop (i32.load (local.get 1)))`],
    [
      'a copy',
      '(memory.copy (i32.const 4096) (i32.const 2064) (local.get 0)) (if (i32.load (i32.const 4096)) (then (nop)))',
    ],
    [
      'a copy into one of several rows and back',
      `(memory.copy (i32.add (i32.const 8192) (i32.mul (local.get 0) (i32.const 64))) (i32.const 2048) (i32.const 64))
       (memory.copy (i32.const 4096) (i32.add (i32.const 8192) (i32.mul (local.get 0) (i32.const 64))) (i32.const 64))
       (if (i32.load (i32.const 4112)) (then (nop)))`,
    ],
    ['an offset from public memory', '(drop (i32.load (i32.load offset=16 (i32.add (i32.const 2048) (local.get 0)))))'],
    [
      'an offset from a pointer that moves',
      `(local.set 1 (i32.const 2048)) (loop $l (drop (i32.load (i32.load offset=16 (local.get 1))))
       (local.set 1 (i32.add (local.get 1) (i32.const 1))) (br_if $l (local.get 0)))`,
    ],
    [
      'an offset from one of two buffers',
      `(drop (i32.load (i32.load offset=16 (select (i32.const 2048) (i32.const 4096) (local.get 0)))))`,
    ],
    [
      'two constants added to an index',
      '(drop (i32.load (i32.load (i32.add (i32.add (local.get 0) (i32.const 16)) (i32.const 2048)))))',
    ],
    [
      'a shift by 32, which is one by nothing',
      '(drop (i32.load (i32.load (i32.shr_u (i32.const 2064) (i32.const 32)))))',
    ],
    ['a shift by 33', '(drop (i32.load (i32.load (i32.shl (i32.const 1032) (i32.const 33)))))'],
  ])('follows a secret through %s', (_, body) => {
    expect(leak(body)).not.toEqual([]);
  });

  it('tells the fields of a row that was copied apart', () => {
    const rows = `(memory.copy (i32.add (i32.const 8192) (i32.mul (local.get 0) (i32.const 64))) (i32.const 2048) (i32.const 64))
      (memory.copy (i32.const 4096) (i32.add (i32.const 8192) (i32.mul (local.get 0) (i32.const 64))) (i32.const 64))`;
    expect(leak(`${rows} (if (i32.load (i32.const 4096)) (then (nop)))`)).toEqual([]);
  });

  it('follows a secret into a function, out of it, and from one call to the next', () => {
    const inner = '(func $f (param i32) (result i32) (if (local.get 0) (then (nop))) (i32.const 0))';
    expect(findings(`${inner} (func (export "a") (drop (call $f ${SECRET})))`)).toEqual([
      'a: a branch depends on a secret',
    ]);
    expect(findings(`${inner} (func (export "a") (drop (call $f ${LENGTH})))`)).toEqual([]);
    const out = `(func $f (result i32) ${SECRET})`;
    expect(findings(`${out} (func (export "a") (drop (i32.load (call $f))))`)).toEqual([
      'a: a load address depends on a secret',
    ]);
    const first = '(func (export "one") (if (i32.load (i32.const 4096)) (then (nop))))';
    expect(findings(`${first} (func (export "two") (i32.store (i32.const 4096) ${SECRET}))`)).toEqual([
      'one: a branch depends on a secret',
    ]);
  });

  it('walks what runs before any export is called', () => {
    expect(findings(`(func $before (if ${SECRET} (then (nop)))) (start $before)`)).toEqual([
      'the start function: a branch depends on a secret',
    ]);
    expect(
      findings(`(func $before (i32.store (i32.const 4096) ${SECRET})) (start $before)
        (func (export "after") (if (i32.load (i32.const 4096)) (then (nop))))`),
    ).toEqual(['after: a branch depends on a secret']);
  });

  it('knows locals by the names that they have', () => {
    const named = `(func (export "leak") (param $n i32) (local $secret i32)
      (local.set $secret ${SECRET}) (drop (i32.load offset=16000 (local.get $secret))))`;
    expect(findings(named, true)).toEqual(['leak: a load address depends on a secret']);
  });

  it('goes the one way that constant arguments leave, where it is told to', () => {
    const either = `(func (export "either") (param i32) (result i32) (if (result i32)
      (i32.and (i32.eqz (local.get 0)) (i32.lt_s (local.get 0) (i32.const 2)))
      (then (i32.const 0)) (else (i32.load ${SECRET}))))`;
    expect(findings(either)).toContain('either: a load address depends on a secret');
    expect(findings(either, false, { either: [[0]] })).toEqual([]);
    expect(findings(either, false, { either: [[0], [1]] })).toContain('either: a load address depends on a secret');
  });

  it('finds a comparison that ends at the first difference', () => {
    const compare = `(loop $l
      (br_if $done (i32.ne (i32.load8_u offset=2064 (local.get 0)) (i32.load8_u offset=4096 (local.get 0))))
      (local.set 0 (i32.add (local.get 0) (i32.const 1)))
      (br_if $l (i32.lt_u (local.get 0) (i32.const 16))))`;
    expect(leak(`(block $done ${compare})`)).toEqual(['leak: a branch depends on a secret']);
  });

  it('lets one bit out where it is told to, and nowhere else', () => {
    const result = (name: string, value: string) => findings(`(func (export "${name}") (result i32) ${value})`);
    expect(result('verdict', `(i32.eqz ${SECRET})`)).toEqual([]);
    expect(result('verdict', SECRET)).toEqual(['verdict: the result depends on a secret']);
    expect(result('other', `(i32.eqz ${SECRET})`)).toEqual(['other: the result depends on a secret']);
  });

  it('minds stores that it cannot place, and writes to tables', () => {
    expect(leak('(i32.store (local.get 0) (i32.const 1))')).toEqual([
      'leak: a store goes to an address of unknown origin',
    ]);
    expect(leak('(i32.store (i32.const 16004) (i32.const 1))')).toEqual(['leak: a constant table is written']);
  });

  it('stops at what it does not know', () => {
    expect(() => leak('(drop (memory.grow (i32.const 1)))')).toThrow('no rule for memory.grow');
    expect(() => leak('(drop (i32.atomic.load (i32.const 2048)))')).toThrow('no rule for i32.atomic.load');
    expect(() => leak('(drop (i32.trunc_f64_s (f64.div (f64.const 1) (f64.load (i32.const 2064)))))')).toThrow(
      'floating point',
    );
    const given = `(func $f (if ${SECRET} (then (nop)))) (table (export "t") 1 1 funcref) (elem (i32.const 0) $f)`;
    expect(() => findings(given)).toThrow('no rule for this in a module: (table');
    const imports = parseWat('(module (import "env" "f" (func $f (param i32))))');
    expect(() => analyse(imports, makeLayout(imports, names, 16_384), policy)).toThrow(
      'no rule for this in a module: (import',
    );
    expect(() => leak(`(drop (f32.convert_i32_u ${SECRET}))`)).toThrow('floating point');
    expect(() => leak('(drop (f32x4.sqrt (v128.load (i32.const 2064))))')).toThrow('floating point');
    expect(() => leak('(drop (i32x4.trunc_sat_f32x4_s (v128.load (i32.const 2064))))')).toThrow('floating point');
  });
});
