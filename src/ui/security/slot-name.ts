/** In UTF-16 code units, as the keeper takes it. */
export const maxSlotName = 64;
