// PBKDF2 with HMAC-SHA-256 (RFC 8018 §5.2): the iterations of one output block, from U_1 at DIGEST, with the
// password's mid-states already in HMAC_INNER and HMAC_OUTER. Constant time: the iteration count is public.
import { DIGEST, HMAC_INNER, HMAC_OUTER, SHA_BLOCK, SHA_STATE } from './memory';
import { compress } from './sha256-compress';

/** One HMAC part over a 32-byte message in SHA_BLOCK, whose padding is already there; the digest takes its place. */
@inline function turn(midState: usize): void {
  v128.store(SHA_STATE, v128.load(midState));
  v128.store(SHA_STATE, v128.load(midState, 16), 16);
  compress(SHA_STATE, SHA_BLOCK);
  for (let i: usize = 0; i < 32; i += 4) store<u32>(SHA_BLOCK + i, bswap<u32>(load<u32>(SHA_STATE + i)));
}

/** Replaces U_1 at DIGEST by U_1 + … + U_`iterations`. */
export function pbkdf2Iterate(iterations: i32): void {
  let low = v128.load(DIGEST), high = v128.load(DIGEST, 16);
  memory.copy(SHA_BLOCK, DIGEST, 32);
  memory.fill(SHA_BLOCK + 32, 0, 32);
  store<u8>(SHA_BLOCK, 0x80, 32);
  store<u32>(SHA_BLOCK, bswap<u32>((64 + 32) * 8), 60);
  for (let i = 1; i < iterations; i++) {
    turn(HMAC_INNER);
    turn(HMAC_OUTER);
    low = v128.xor(low, v128.load(SHA_BLOCK));
    high = v128.xor(high, v128.load(SHA_BLOCK, 16));
  }
  v128.store(DIGEST, low);
  v128.store(DIGEST, high, 16);
}
