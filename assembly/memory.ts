// The one map of linear memory. Nothing is ever allocated: every buffer has a fixed place, so memory never grows and
// `wipe` knows every byte that a secret can reach. Offsets are bytes; every region is 16-byte aligned.
//
//   CONSTANTS  tables that are no secret (segments of the module)
//   SCRATCH    keys, schedules, states: wiped after every operation; the large tables at its end as far as they were used
//   IO         data on its way in and out, in place: wiped after every operation as far as it was used
//   STREAMS    states of GCM streams that are open between calls: wiped one by one, or all by `wipe`
//   (Argon2's blocks follow at ARGON_BLOCKS, in instances that are made for one derivation and dropped.)

/** Bytes of data that one call takes at most; a multiple of 128. */
export const IO_SIZE: usize = 65536;
/** Whole vectors may be written up to here behind the data. */
const IO_SLACK: usize = 128;

/** All but the large tables, which most operations do without. */
const SMALL_SIZE: usize = 5088;
const SCRATCH_SIZE: usize = 17376;

export const SCRATCH: usize = memory.data(17376, 16);
export const IO: usize = memory.data(65664, 16);

/** What the caller hands in: a key of up to 64 bytes, a nonce, a tag. */
export const KEY: usize = SCRATCH;
export const NONCE: usize = SCRATCH + 64;
export const TAG: usize = SCRATCH + 80;
/** What goes back: digests of up to 64 bytes, computed tags. */
export const DIGEST: usize = SCRATCH + 96;

/** AES: 15 round keys for the inverse cipher, as words, for single blocks and for several; sixteen blocks. */
export const INVERSE_KEYS: usize = SCRATCH + 160;
export const KEY_WORDS: usize = SCRATCH + 400;
export const SINGLE_KEYS: usize = SCRATCH + 4064;
export const SEVERAL_KEYS: usize = SCRATCH + 4304;
export const BLOCKS: usize = SCRATCH + 3552;

/** GCM: all that a stream must keep between calls lies together, so that it can be put aside in one copy. */
export const GCM_STATE: usize = SCRATCH + 912;
export const GCM_STATE_SIZE: usize = 192;
export const GCM_KEY: usize = GCM_STATE;
export const GCM_H: usize = GCM_STATE + 32;
export const GCM_Y: usize = GCM_STATE + 48;
export const GCM_COUNTER: usize = GCM_STATE + 64;
export const GCM_TAG_MASK: usize = GCM_STATE + 80;
export const GCM_KEYSTREAM: usize = GCM_STATE + 96;
export const GCM_PARTIAL: usize = GCM_STATE + 112;
export const GCM_AAD_BYTES: usize = GCM_STATE + 128;
export const GCM_DATA_BYTES: usize = GCM_STATE + 136;
export const GCM_POSITION: usize = GCM_STATE + 144;
export const GCM_KEY_BYTES: usize = GCM_STATE + 148;

/** GHASH (ghash.ts): for each byte of a product a table over upper nibbles times H, then the same over lower ones. */
export const GHASH_MULTIPLES: usize = SCRATCH + 4560;

/** GHASH in bulk (ghash-bulk.ts): sixteen lanes by byte position, the same split into nibbles, tables of H^16. */
export const GHASH_LANES: usize = SCRATCH + 1104;
export const GHASH_NIBBLES: usize = SCRATCH + 2768;
export const GHASH_TRANSPOSING: usize = SCRATCH + 3280;
export const GHASH_READY: usize = SCRATCH + 3536;

/** Counter mode (aes/ctr.ts): whether the table is that of the running message, and what 256 blocks have in common. */
export const CTR_READY: usize = SCRATCH + 3544;
export const CTR_COMMON: usize = SCRATCH + 5072;

/** The large tables, and whether any of them was written since they were wiped. */
export const LARGE_USED: usize = SCRATCH + 3540;
export const GHASH_TABLES: usize = SCRATCH + 5088;
export const CTR_TABLE: usize = SCRATCH + 13280;

/** OCB (RFC 7253 §4.1): L_*, L_$, L_0 …, and the running values of both halves. */
export const OCB_L: usize = SCRATCH + 1360;
export const OCB_OFFSET: usize = SCRATCH + 1936;
export const OCB_CHECKSUM: usize = SCRATCH + 1952;
export const OCB_SUM: usize = SCRATCH + 1968;
export const OCB_OFFSETS: usize = SCRATCH + 3808;
export const OCB_INDEX: usize = SCRATCH + 2112;

/** SHA-256: chaining value, unfinished block, bytes so far; HMAC's two mid-states. */
export const SHA_STATE: usize = SCRATCH + 2128;
export const SHA_BLOCK: usize = SCRATCH + 2160;
export const SHA_BYTES: usize = SCRATCH + 2224;
export const HMAC_INNER: usize = SCRATCH + 2240;
export const HMAC_OUTER: usize = SCRATCH + 2272;

/** BLAKE2b: chaining value, unfinished block, working vector, bytes so far, fill and digest length. */
export const BLAKE_STATE: usize = SCRATCH + 2336;
export const BLAKE_BLOCK: usize = SCRATCH + 2400;
export const BLAKE_WORK: usize = SCRATCH + 2528;
export const BLAKE_BYTES: usize = SCRATCH + 2656;
export const BLAKE_FILL: usize = SCRATCH + 2664;
export const BLAKE_LENGTH: usize = SCRATCH + 2668;

/**
 * Argon2: H_0 with its two counters; and in IO, eight bytes that nobody reads, a block for working, and three for
 * data-independent addresses, which have a place for working of their own: nothing of a block that holds a secret ever
 * gets there.
 */
export const ARGON_H0: usize = SCRATCH + 2672;
export const ARGON_WORK: usize = IO + 64;
export const ARGON_INPUT: usize = IO + 1088;
export const ARGON_ADDRESSES: usize = IO + 2112;
export const ARGON_ADDRESS_WORK: usize = IO + 3136;

/** GCM streams that can be open at the same time. */
export const STREAM_COUNT: i32 = 32;
const STREAMS: usize = memory.data(6144, 16);

/** First byte of Argon2's blocks, and the pages that come before it. */
export const ARGON_BLOCKS: usize = 131072;
export const BASE_PAGES: i32 = 2;

/** Where static data ends: before ARGON_BLOCKS, as a test checks. */
export const STATIC_END: usize = __heap_base;

@inline export function streamSlot(index: i32): usize {
  return STREAMS + <usize>index * GCM_STATE_SIZE;
}

/** Zeroes what one operation can have touched, `used` bytes of IO included. */
export function wipeScratch(used: i32): void {
  memory.fill(SCRATCH, 0, load<u32>(LARGE_USED) ? SCRATCH_SIZE : SMALL_SIZE);
  memory.fill(IO, 0, <usize>used + IO_SLACK);
}

/** Zeroes every byte that is not a constant, open streams included. */
export function wipeAll(): void {
  memory.fill(SCRATCH, 0, SCRATCH_SIZE);
  memory.fill(IO, 0, IO_SIZE + IO_SLACK);
  memory.fill(STREAMS, 0, <usize>STREAM_COUNT * GCM_STATE_SIZE);
}
