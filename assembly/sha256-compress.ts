// SHA-256 (FIPS 180-4 §6.2): the compression function, all in locals. Sixteen rounds make one turn of the loop; during
// the first three turns each schedule word is replaced by its successor as soon as it is used (w0 … wf, in place).
// Constant time: additions, rotations and boolean operations; the only look-up is of round constants by round number.

const K: usize = memory.data<u32>([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
], 16);

/** T1: h + K + W comes in as `t`; Σ1(e), for which the next round waits longest, is added last. */
@inline function first(t: u32, e: u32, f: u32, g: u32): u32 {
  return t + (g ^ (e & (f ^ g))) + (rotr<u32>(e, 6) ^ rotr<u32>(e, 11) ^ rotr<u32>(e, 25));
}

/** T2: Σ0(a) + Maj(a, b, c), with a + b and b + c in GF(2). */
@inline function second(a: u32, b: u32, ab: u32, bc: u32): u32 {
  return (rotr<u32>(a, 2) ^ rotr<u32>(a, 13) ^ rotr<u32>(a, 22)) + (b ^ (ab & bc));
}

/** W(t+16) of W(t), W(t+1), W(t+9), W(t+14). */
@inline function next(w0: u32, w1: u32, w9: u32, we: u32): u32 {
  return w0 + (rotr<u32>(w1, 7) ^ rotr<u32>(w1, 18) ^ (w1 >> 3)) + w9 + (rotr<u32>(we, 17) ^ rotr<u32>(we, 19) ^ (we >> 10));
}

/** Absorbs one 64-byte block into the chaining value (eight native words) at `state`. */
export function compress(state: usize, block: usize): void {
  let w0 = bswap(load<u32>(block, 0)), w1 = bswap(load<u32>(block, 4)), w2 = bswap(load<u32>(block, 8));
  let w3 = bswap(load<u32>(block, 12)), w4 = bswap(load<u32>(block, 16)), w5 = bswap(load<u32>(block, 20));
  let w6 = bswap(load<u32>(block, 24)), w7 = bswap(load<u32>(block, 28)), w8 = bswap(load<u32>(block, 32));
  let w9 = bswap(load<u32>(block, 36)), wa = bswap(load<u32>(block, 40)), wb = bswap(load<u32>(block, 44));
  let wc = bswap(load<u32>(block, 48)), wd = bswap(load<u32>(block, 52)), we = bswap(load<u32>(block, 56));
  let wf = bswap(load<u32>(block, 60));
  let a = load<u32>(state, 0), b = load<u32>(state, 4), c = load<u32>(state, 8), d = load<u32>(state, 12);
  let e = load<u32>(state, 16), f = load<u32>(state, 20), g = load<u32>(state, 24), h = load<u32>(state, 28);

  // Maj(a, b, c) = b + (a + b)(b + c), and the last b + c is this round's a + b.
  let m: u32, n = b ^ c;
  let k = K;
  for (; k < K + 192; k += 64) {
    h = first(h + w0 + load<u32>(k, 0), e, f, g); d += h; h += second(a, b, m = a ^ b, n); w0 = next(w0, w1, w9, we);
    g = first(g + w1 + load<u32>(k, 4), d, e, f); c += g; g += second(h, a, n = h ^ a, m); w1 = next(w1, w2, wa, wf);
    f = first(f + w2 + load<u32>(k, 8), c, d, e); b += f; f += second(g, h, m = g ^ h, n); w2 = next(w2, w3, wb, w0);
    e = first(e + w3 + load<u32>(k, 12), b, c, d); a += e; e += second(f, g, n = f ^ g, m); w3 = next(w3, w4, wc, w1);
    d = first(d + w4 + load<u32>(k, 16), a, b, c); h += d; d += second(e, f, m = e ^ f, n); w4 = next(w4, w5, wd, w2);
    c = first(c + w5 + load<u32>(k, 20), h, a, b); g += c; c += second(d, e, n = d ^ e, m); w5 = next(w5, w6, we, w3);
    b = first(b + w6 + load<u32>(k, 24), g, h, a); f += b; b += second(c, d, m = c ^ d, n); w6 = next(w6, w7, wf, w4);
    a = first(a + w7 + load<u32>(k, 28), f, g, h); e += a; a += second(b, c, n = b ^ c, m); w7 = next(w7, w8, w0, w5);
    h = first(h + w8 + load<u32>(k, 32), e, f, g); d += h; h += second(a, b, m = a ^ b, n); w8 = next(w8, w9, w1, w6);
    g = first(g + w9 + load<u32>(k, 36), d, e, f); c += g; g += second(h, a, n = h ^ a, m); w9 = next(w9, wa, w2, w7);
    f = first(f + wa + load<u32>(k, 40), c, d, e); b += f; f += second(g, h, m = g ^ h, n); wa = next(wa, wb, w3, w8);
    e = first(e + wb + load<u32>(k, 44), b, c, d); a += e; e += second(f, g, n = f ^ g, m); wb = next(wb, wc, w4, w9);
    d = first(d + wc + load<u32>(k, 48), a, b, c); h += d; d += second(e, f, m = e ^ f, n); wc = next(wc, wd, w5, wa);
    c = first(c + wd + load<u32>(k, 52), h, a, b); g += c; c += second(d, e, n = d ^ e, m); wd = next(wd, we, w6, wb);
    b = first(b + we + load<u32>(k, 56), g, h, a); f += b; b += second(c, d, m = c ^ d, n); we = next(we, wf, w7, wc);
    a = first(a + wf + load<u32>(k, 60), f, g, h); e += a; a += second(b, c, n = b ^ c, m); wf = next(wf, w0, w8, wd);
  }
  {
    h = first(h + w0 + load<u32>(k, 0), e, f, g); d += h; h += second(a, b, m = a ^ b, n);
    g = first(g + w1 + load<u32>(k, 4), d, e, f); c += g; g += second(h, a, n = h ^ a, m);
    f = first(f + w2 + load<u32>(k, 8), c, d, e); b += f; f += second(g, h, m = g ^ h, n);
    e = first(e + w3 + load<u32>(k, 12), b, c, d); a += e; e += second(f, g, n = f ^ g, m);
    d = first(d + w4 + load<u32>(k, 16), a, b, c); h += d; d += second(e, f, m = e ^ f, n);
    c = first(c + w5 + load<u32>(k, 20), h, a, b); g += c; c += second(d, e, n = d ^ e, m);
    b = first(b + w6 + load<u32>(k, 24), g, h, a); f += b; b += second(c, d, m = c ^ d, n);
    a = first(a + w7 + load<u32>(k, 28), f, g, h); e += a; a += second(b, c, n = b ^ c, m);
    h = first(h + w8 + load<u32>(k, 32), e, f, g); d += h; h += second(a, b, m = a ^ b, n);
    g = first(g + w9 + load<u32>(k, 36), d, e, f); c += g; g += second(h, a, n = h ^ a, m);
    f = first(f + wa + load<u32>(k, 40), c, d, e); b += f; f += second(g, h, m = g ^ h, n);
    e = first(e + wb + load<u32>(k, 44), b, c, d); a += e; e += second(f, g, n = f ^ g, m);
    d = first(d + wc + load<u32>(k, 48), a, b, c); h += d; d += second(e, f, m = e ^ f, n);
    c = first(c + wd + load<u32>(k, 52), h, a, b); g += c; c += second(d, e, n = d ^ e, m);
    b = first(b + we + load<u32>(k, 56), g, h, a); f += b; b += second(c, d, m = c ^ d, n);
    a = first(a + wf + load<u32>(k, 60), f, g, h); e += a; a += second(b, c, n = b ^ c, m);
  }

  store<u32>(state, load<u32>(state, 0) + a, 0); store<u32>(state, load<u32>(state, 4) + b, 4);
  store<u32>(state, load<u32>(state, 8) + c, 8); store<u32>(state, load<u32>(state, 12) + d, 12);
  store<u32>(state, load<u32>(state, 16) + e, 16); store<u32>(state, load<u32>(state, 20) + f, 20);
  store<u32>(state, load<u32>(state, 24) + g, 24); store<u32>(state, load<u32>(state, 28) + h, 28);
}
