/**
 * The Padmé length of `length` bytes: at most 12 % more, and of an n-byte text only O(log log n) bits of its length
 * stay visible (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication", PETS 2019, §4).
 *
 * @param length 0 to 2^31 − 1 bytes.
 */
export function padmeLength(length: number): number {
  if (!Number.isInteger(length) || length < 0 || length > 0x7fff_ffff) throw new RangeError(`length ${length}`);
  if (length < 2) return length;
  const exponent = 31 - Math.clz32(length);
  const kept = 32 - Math.clz32(exponent);
  const step = 2 ** (exponent - kept);
  return step <= 1 ? length : Math.ceil(length / step) * step;
}
