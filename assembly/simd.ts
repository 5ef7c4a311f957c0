// Byte shuffles. The masks used here always lie in 0…15, where relaxed and plain swizzle agree on every machine; the
// relaxed one saves the engine the clamping of out-of-range indices.

/** Byte i of the result is byte `mask[i]` of `a`. The mask may be secret: the look-up stays inside registers. */
@inline export function swizzle(a: v128, mask: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i8x16.relaxed_swizzle(a, mask);
  return i8x16.swizzle(a, mask);
}
