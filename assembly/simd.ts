// Byte shuffles. The indices used here lie in 0…15, or are 128 and more and give zero: there relaxed and plain swizzle
// agree on every machine. The relaxed one saves the engine the clamping of the indices between.

/** Byte i of the result is byte `mask[i]` of `a`. The mask may be secret: the look-up stays inside registers. */
@inline export function swizzle(a: v128, mask: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i8x16.relaxed_swizzle(a, mask);
  return i8x16.swizzle(a, mask);
}
