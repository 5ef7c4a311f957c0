import { FieldsealError } from '../bytes/errors.ts';
import { decodeHex, encodeHex } from '../bytes/hex.ts';

/** Where the witness of the vault's state is kept, apart from the vault's database. It holds no secret. */
export interface AnchorShelf {
  readonly load: () => Uint8Array | undefined;
  readonly save: (anchor: Uint8Array) => void;
}

const key = 'anchor';

/** What does not read as one is an anchor that fits nothing: that is told as an alarm, and is not the same as none. */
export const makeAnchorShelf = (storage: Pick<Storage, 'getItem' | 'setItem'>): AnchorShelf => ({
  load: () => {
    const kept = storage.getItem(key);
    if (kept === null) return undefined;
    try {
      return decodeHex(kept);
    } catch (error) {
      if (error instanceof FieldsealError || error instanceof RangeError) return new Uint8Array(0);
      throw error;
    }
  },
  save: (anchor) => {
    try {
      storage.setItem(key, encodeHex(anchor));
    } catch {
      // No room: the earlier one stays, which an up-to-date vault fits as well.
    }
  },
});
