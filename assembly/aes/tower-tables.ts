// Written by scripts/make-aes-tower.mjs; its comments define every table.

/** logarithms of nibbles */
export const LOG: usize = memory.data<u8>([192, 0, 1, 4, 2, 8, 5, 10, 3, 14, 9, 7, 6, 13, 11, 12], 16);
/** nibbles by logarithm */
export const EXP: usize = memory.data<u8>([1, 2, 4, 8, 3, 6, 12, 11, 5, 10, 7, 14, 15, 13, 9, 0], 16);
/** lambda times the square */
export const NORM_HIGH: usize = memory.data<u8>([0, 8, 6, 14, 11, 3, 13, 5, 10, 2, 12, 4, 1, 9, 7, 15], 16);
/** logarithms of inverses */
export const LOG_INVERSE: usize = memory.data<u8>([0, 0, 14, 11, 13, 7, 10, 5, 12, 1, 6, 8, 9, 2, 4, 3], 16);
/** to the tower, lower nibble */
export const TOWER_LOW: usize = memory.data<u8>([0, 1, 32, 33, 70, 71, 102, 103, 76, 77, 108, 109, 10, 11, 42, 43], 16);
/** to the tower, upper nibble */
export const TOWER_HIGH: usize = memory.data<u8>([0, 60, 213, 233, 52, 8, 225, 221, 229, 217, 48, 12, 209, 237, 4, 56], 16);
/** SubBytes of hY, by the logarithm of h, in the tower */
export const SUB_HIGH: usize = memory.data<u8>([40, 195, 166, 225, 235, 101, 71, 10, 142, 34, 77, 132, 172, 111, 201, 0], 16);
/** SubBytes of l, by the logarithm of l, in the tower */
export const SUB_LOW: usize = memory.data<u8>([23, 44, 93, 143, 59, 113, 210, 180, 74, 163, 102, 254, 233, 197, 152, 0], 16);
/** twice that */
export const SUB2_HIGH: usize = memory.data<u8>([118, 215, 189, 209, 161, 106, 108, 112, 203, 6, 28, 187, 205, 26, 167, 0], 16);
/** twice that */
export const SUB2_LOW: usize = memory.data<u8>([195, 246, 63, 235, 53, 201, 212, 222, 252, 29, 10, 34, 225, 23, 40, 0], 16);
/** SubBytes of hY, by the logarithm of h, in AES’s own field */
export const OUT_HIGH: usize = memory.data<u8>([82, 62, 101, 96, 108, 91, 5, 12, 55, 94, 9, 59, 105, 87, 50, 0], 16);
/** SubBytes of l, by the logarithm of l, in AES’s own field */
export const OUT_LOW: usize = memory.data<u8>([31, 178, 171, 54, 173, 25, 157, 155, 180, 132, 6, 47, 48, 130, 41, 0], 16);
