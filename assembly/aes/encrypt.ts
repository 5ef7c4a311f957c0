// AES rounds (FIPS 197 §5.1) on eight bitsliced blocks; layout in bitslice.ts. SubBytes is the 113-gate circuit of
// Boyar and Peralta (2010), without its four negations: those add 0x63 to every byte, which the round keys carry
// (key-schedule.ts). ShiftRows and MixColumns are byte shuffles by constant masks.
// Constant time: a straight line of boolean operations and constant shuffles; the only branch counts the rounds.
import { swizzle } from '../simd';

// ShiftRows: byte r + 4c comes from r + 4(c + r mod 4); then the same with each column turned by one row.
const SHIFT_ROWS: usize = memory.data<u8>([0, 5, 10, 15, 4, 9, 14, 3, 8, 13, 2, 7, 12, 1, 6, 11], 16);
const SHIFT_ROWS_1: usize = memory.data<u8>([5, 10, 15, 0, 9, 14, 3, 4, 13, 2, 7, 8, 1, 6, 11, 12], 16);
const ROWS_2: usize = memory.data<u8>([2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13], 16);

@inline function xor3(a: v128, b: v128, c: v128): v128 { return v128.xor(v128.xor(a, b), c); }

/**
 * Encrypts `batches` times eight blocks, as planes one batch behind the other at `p`, in place, with the round keys (as
 * planes) at `k`: `rounds` − 1 full rounds and the last one without MixColumns. With one round it is SubBytes (less
 * 0x63) and ShiftRows alone, between two key additions. Batches take turns round by round: a round is one long chain of
 * dependent operations, and the processor fills its gaps with the next batch's.
 */
export function encryptPlanes(p: usize, k: usize, rounds: i32, batches: usize): void {
  const shiftRows = v128.load(SHIFT_ROWS), shiftRows1 = v128.load(SHIFT_ROWS_1), rows2 = v128.load(ROWS_2);
  const end = p + (batches << 7);
  for (let q = p; q < end; q += 16) v128.store(q, v128.xor(v128.load(q), v128.load(k + ((q - p) & 127))));

  while (rounds-- > 0) {
    k += 128;
    for (let q = p; q < end; q += 128) {
      const x7 = v128.load(q, 0), x6 = v128.load(q, 16), x5 = v128.load(q, 32), x4 = v128.load(q, 48);
      const x3 = v128.load(q, 64), x2 = v128.load(q, 80), x1 = v128.load(q, 96), x0 = v128.load(q, 112);

      // The circuit's names: x0 is the most significant bit; y, t, z are its inner values, s0 … s7 its outputs.
      const y14 = v128.xor(x3, x5), y13 = v128.xor(x0, x6), y9 = v128.xor(x0, x3), y8 = v128.xor(x0, x5);
      const t0 = v128.xor(x1, x2), y1 = v128.xor(t0, x7), y4 = v128.xor(y1, x3), y12 = v128.xor(y13, y14);
      const y2 = v128.xor(y1, x0), y5 = v128.xor(y1, x6), y3 = v128.xor(y5, y8), t1 = v128.xor(x4, y12);
      const y15 = v128.xor(t1, x5), y20 = v128.xor(t1, x1), y6 = v128.xor(y15, x7), y10 = v128.xor(y15, t0);
      const y11 = v128.xor(y20, y9), y7 = v128.xor(x7, y11), y17 = v128.xor(y10, y11), y19 = v128.xor(y10, y8);
      const y16 = v128.xor(t0, y11), y21 = v128.xor(y13, y16), y18 = v128.xor(x0, y16);

      const t2 = v128.and(y12, y15), t4 = v128.xor(v128.and(y3, y6), t2), t6 = v128.xor(v128.and(y4, x7), t2);
      const t7 = v128.and(y13, y16), t9 = v128.xor(v128.and(y5, y1), t7), t11 = v128.xor(v128.and(y2, y7), t7);
      const t12 = v128.and(y9, y11), t14 = v128.xor(v128.and(y14, y17), t12), t16 = v128.xor(v128.and(y8, y10), t12);
      const t21 = xor3(t4, t14, y20), t22 = xor3(t6, t16, y19), t23 = xor3(t9, t14, y21), t24 = xor3(t11, t16, y18);

      const t25 = v128.xor(t21, t22), t26 = v128.and(t21, t23), t27 = v128.xor(t24, t26);
      const t29 = v128.xor(v128.and(t25, t27), t22), t30 = v128.xor(t23, t24), t31 = v128.xor(t22, t26);
      const t33 = v128.xor(v128.and(t31, t30), t24), t35 = v128.xor(t27, t33), t36 = v128.and(t24, t35);
      const t37 = xor3(t36, t23, t33), t38 = v128.xor(t27, t36), t40 = v128.xor(t25, v128.and(t29, t38));

      const t41 = v128.xor(t40, t37), t42 = v128.xor(t29, t33), t43 = v128.xor(t29, t40), t44 = v128.xor(t33, t37);
      const t45 = v128.xor(t42, t41);
      const z0 = v128.and(t44, y15), z1 = v128.and(t37, y6), z2 = v128.and(t33, x7), z3 = v128.and(t43, y16);
      const z4 = v128.and(t40, y1), z5 = v128.and(t29, y7), z6 = v128.and(t42, y11), z7 = v128.and(t45, y17);
      const z8 = v128.and(t41, y10), z9 = v128.and(t44, y12), z10 = v128.and(t37, y3), z11 = v128.and(t33, y4);
      const z12 = v128.and(t43, y13), z13 = v128.and(t40, y5), z14 = v128.and(t29, y2), z15 = v128.and(t42, y9);
      const z16 = v128.and(t45, y14), z17 = v128.and(t41, y8);

      const t46 = v128.xor(z15, z16), t47 = v128.xor(z10, z11), t48 = v128.xor(z5, z13), t49 = v128.xor(z9, z10);
      const t50 = v128.xor(z2, z12), t51 = v128.xor(z2, z5), t52 = v128.xor(z7, z8), t53 = v128.xor(z0, z3);
      const t54 = v128.xor(z6, z7), t55 = v128.xor(z16, z17), t56 = v128.xor(z12, t48), t57 = v128.xor(t50, t53);
      const t58 = v128.xor(z4, t46), t59 = v128.xor(z3, t54), t60 = v128.xor(t46, t57), t61 = v128.xor(z14, t57);
      const t62 = v128.xor(t52, t58), t63 = v128.xor(t49, t58), t64 = v128.xor(z4, t59), t65 = v128.xor(t61, t62);
      const t66 = v128.xor(z1, t63), t67 = v128.xor(t64, t65);
      const s0 = v128.xor(t59, t63), s6 = v128.xor(t56, t62), s7 = v128.xor(t48, t60), s3 = v128.xor(t53, t66);
      const s4 = v128.xor(t51, t66), s5 = v128.xor(t47, t65), s1 = v128.xor(t64, s3), s2 = v128.xor(t55, t67);

      const a0 = swizzle(s7, shiftRows), a1 = swizzle(s6, shiftRows), a2 = swizzle(s5, shiftRows);
      const a3 = swizzle(s4, shiftRows), a4 = swizzle(s3, shiftRows), a5 = swizzle(s2, shiftRows);
      const a6 = swizzle(s1, shiftRows), a7 = swizzle(s0, shiftRows);
      if (rounds == 0) {
        v128.store(q, v128.xor(a0, v128.load(k, 0)), 0); v128.store(q, v128.xor(a1, v128.load(k, 16)), 16);
        v128.store(q, v128.xor(a2, v128.load(k, 32)), 32); v128.store(q, v128.xor(a3, v128.load(k, 48)), 48);
        v128.store(q, v128.xor(a4, v128.load(k, 64)), 64); v128.store(q, v128.xor(a5, v128.load(k, 80)), 80);
        v128.store(q, v128.xor(a6, v128.load(k, 96)), 96); v128.store(q, v128.xor(a7, v128.load(k, 112)), 112);
        continue;
      }
      // MixColumns: with b = the column turned by one row and u = a + b, the result is 2·u + b + (u turned by two rows).
      const b0 = swizzle(s7, shiftRows1), u0 = v128.xor(a0, b0), b1 = swizzle(s6, shiftRows1), u1 = v128.xor(a1, b1);
      const b2 = swizzle(s5, shiftRows1), u2 = v128.xor(a2, b2), b3 = swizzle(s4, shiftRows1), u3 = v128.xor(a3, b3);
      const b4 = swizzle(s3, shiftRows1), u4 = v128.xor(a4, b4), b5 = swizzle(s2, shiftRows1), u5 = v128.xor(a5, b5);
      const b6 = swizzle(s1, shiftRows1), u6 = v128.xor(a6, b6), b7 = swizzle(s0, shiftRows1), u7 = v128.xor(a7, b7);
      v128.store(q, v128.xor(xor3(u7, b0, swizzle(u0, rows2)), v128.load(k, 0)), 0);
      v128.store(q, v128.xor(xor3(v128.xor(u0, u7), b1, swizzle(u1, rows2)), v128.load(k, 16)), 16);
      v128.store(q, v128.xor(xor3(u1, b2, swizzle(u2, rows2)), v128.load(k, 32)), 32);
      v128.store(q, v128.xor(xor3(v128.xor(u2, u7), b3, swizzle(u3, rows2)), v128.load(k, 48)), 48);
      v128.store(q, v128.xor(xor3(v128.xor(u3, u7), b4, swizzle(u4, rows2)), v128.load(k, 64)), 64);
      v128.store(q, v128.xor(xor3(u4, b5, swizzle(u5, rows2)), v128.load(k, 80)), 80);
      v128.store(q, v128.xor(xor3(u5, b6, swizzle(u6, rows2)), v128.load(k, 96)), 96);
      v128.store(q, v128.xor(xor3(u6, b7, swizzle(u7, rows2)), v128.load(k, 112)), 112);
    }
  }
}
