// Written by scripts/make-aes-tower.mjs; its comments define every table.

/** inverses of nibbles */
export const INVERSE: usize = memory.data<u8>([128, 1, 9, 14, 13, 11, 7, 6, 15, 2, 12, 5, 10, 4, 3, 8], 16);
/** A divided by nibbles */
export const A_OVER: usize = memory.data<u8>([128, 2, 1, 15, 9, 5, 14, 12, 13, 4, 11, 10, 7, 8, 6, 3], 16);
/** to the tower, lower nibble */
export const TOWER_LOW: usize = memory.data<u8>([0, 1, 28, 29, 45, 44, 49, 48, 39, 38, 59, 58, 10, 11, 22, 23], 16);
/** to the tower, upper nibble */
export const TOWER_HIGH: usize = memory.data<u8>([0, 134, 253, 123, 142, 8, 115, 245, 119, 241, 138, 12, 249, 127, 4, 130], 16);
/** SubBytes by the inverse of u, in the tower */
export const SUB_U: usize = memory.data<u8>([0, 195, 79, 12, 252, 124, 67, 128, 207, 51, 63, 112, 191, 179, 240, 140], 16);
/** SubBytes by the inverse of v, in the tower */
export const SUB_V: usize = memory.data<u8>([0, 230, 114, 183, 229, 198, 197, 35, 81, 180, 3, 113, 32, 151, 82, 148], 16);
/** twice that */
export const SUB2_U: usize = memory.data<u8>([0, 124, 32, 207, 146, 1, 239, 147, 179, 33, 238, 206, 125, 178, 93, 92], 16);
/** twice that */
export const SUB2_V: usize = memory.data<u8>([0, 209, 229, 247, 230, 37, 18, 195, 38, 192, 55, 210, 244, 3, 17, 52], 16);
/** three times that */
export const SUB3_U: usize = memory.data<u8>([0, 191, 111, 195, 110, 125, 172, 19, 124, 18, 209, 190, 194, 1, 173, 208], 16);
/** three times that */
export const SUB3_V: usize = memory.data<u8>([0, 55, 151, 64, 3, 227, 215, 224, 119, 116, 52, 163, 212, 148, 67, 160], 16);
/** SubBytes by the inverse of u, in AES’s own field */
export const OUT_U: usize = memory.data<u8>([0, 203, 215, 176, 33, 141, 103, 172, 123, 90, 234, 61, 70, 246, 145, 28], 16);
/** SubBytes by the inverse of v, in AES’s own field */
export const OUT_V: usize = memory.data<u8>([0, 159, 97, 22, 194, 42, 119, 232, 137, 75, 93, 60, 181, 163, 212, 254], 16);
/** the inverse affine map, then to the tower, lower nibble */
export const ENTER_LOW: usize = memory.data<u8>([0, 181, 220, 105, 219, 110, 7, 178, 20, 161, 200, 125, 207, 122, 19, 166], 16);
/** the same, upper nibble */
export const ENTER_HIGH: usize = memory.data<u8>([0, 167, 168, 15, 237, 74, 69, 226, 209, 118, 121, 222, 60, 155, 148, 51], 16);
/** inverses by the inverse of u, in AES’s own field */
export const LEAVE_U: usize = memory.data<u8>([0, 59, 228, 200, 3, 20, 44, 23, 243, 240, 56, 220, 47, 231, 203, 223], 16);
/** inverses by the inverse of v, in AES’s own field */
export const LEAVE_V: usize = memory.data<u8>([0, 36, 145, 25, 35, 143, 136, 172, 61, 30, 7, 150, 171, 178, 58, 181], 16);
/** fourteen times inverses, then as ENTER, by the inverse of u */
export const INV14_U: usize = memory.data<u8>([0, 235, 166, 185, 123, 143, 31, 244, 82, 41, 144, 54, 100, 221, 194, 77], 16);
/** the same by the inverse of v */
export const INV14_V: usize = memory.data<u8>([0, 253, 223, 101, 157, 218, 186, 71, 152, 5, 96, 191, 39, 66, 248, 34], 16);
/** eleven times, likewise */
export const INV11_U: usize = memory.data<u8>([0, 194, 77, 235, 221, 185, 166, 100, 41, 244, 31, 82, 123, 144, 54, 143], 16);
/** eleven times, likewise */
export const INV11_V: usize = memory.data<u8>([0, 248, 34, 253, 66, 101, 223, 39, 5, 71, 186, 152, 157, 96, 191, 218], 16);
/** thirteen times, likewise */
export const INV13_U: usize = memory.data<u8>([0, 124, 27, 61, 21, 79, 38, 90, 65, 84, 105, 114, 51, 14, 40, 103], 16);
/** thirteen times, likewise */
export const INV13_V: usize = memory.data<u8>([0, 119, 178, 176, 182, 195, 2, 117, 199, 113, 193, 115, 180, 4, 6, 197], 16);
/** nine times, likewise */
export const INV9_U: usize = memory.data<u8>([0, 39, 191, 71, 218, 5, 248, 223, 96, 186, 253, 66, 34, 101, 157, 152], 16);
/** nine times, likewise */
export const INV9_V: usize = memory.data<u8>([0, 1, 140, 46, 168, 11, 162, 163, 47, 135, 169, 37, 10, 36, 134, 141], 16);
/** columns turned by one row, where ShiftRows is missing 0, 1, 2, 3 times */
export const TURN_1: usize = memory.data<u8>([1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12, 5, 6, 7, 4, 9, 10, 11, 8, 13, 14, 15, 12, 1, 2, 3, 0, 9, 10, 11, 8, 13, 14, 15, 12, 1, 2, 3, 0, 5, 6, 7, 4, 13, 14, 15, 12, 1, 2, 3, 0, 5, 6, 7, 4, 9, 10, 11, 8], 16);
/** columns turned by three rows, likewise */
export const TURN_3: usize = memory.data<u8>([3, 0, 1, 2, 7, 4, 5, 6, 11, 8, 9, 10, 15, 12, 13, 14, 15, 12, 13, 14, 3, 0, 1, 2, 7, 4, 5, 6, 11, 8, 9, 10, 11, 8, 9, 10, 15, 12, 13, 14, 3, 0, 1, 2, 7, 4, 5, 6, 7, 4, 5, 6, 11, 8, 9, 10, 15, 12, 13, 14, 3, 0, 1, 2], 16);
/** the inverse of ShiftRows, 0, 1, 2, 3 times */
export const BACK: usize = memory.data<u8>([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0, 13, 10, 7, 4, 1, 14, 11, 8, 5, 2, 15, 12, 9, 6, 3, 0, 9, 2, 11, 4, 13, 6, 15, 8, 1, 10, 3, 12, 5, 14, 7, 0, 5, 10, 15, 4, 9, 14, 3, 8, 13, 2, 7, 12, 1, 6, 11], 16);
/** ShiftRows twice */
export const TWICE: usize = memory.data<u8>([0, 9, 2, 11, 4, 13, 6, 15, 8, 1, 10, 3, 12, 5, 14, 7], 16);
/** columns turned by 0, 1, 2, 3 rows, then the inverse of ShiftRows */
export const TURN_BACK: usize = memory.data<u8>([0, 13, 10, 7, 4, 1, 14, 11, 8, 5, 2, 15, 12, 9, 6, 3, 1, 14, 11, 4, 5, 2, 15, 8, 9, 6, 3, 12, 13, 10, 7, 0, 2, 15, 8, 5, 6, 3, 12, 9, 10, 7, 0, 13, 14, 11, 4, 1, 3, 12, 9, 6, 7, 0, 13, 10, 11, 4, 1, 14, 15, 8, 5, 2], 16);
