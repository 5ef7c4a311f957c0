import { equal } from '../../bytes/bytes.ts';
import { Writer } from '../../bytes/writer.ts';
import type { PinDevice, VaultDatabase } from '../database.ts';
import { WayInError } from '../errors.ts';
import { handled, inStrictTransaction } from '../strict-transaction.ts';

// A PIN has too few possibilities to be a secret by itself. With a key that is only on this device, and with five
// attempts, it is good against somebody at the keyboard. It is no protection against somebody with the disk's bytes:
// they find the key in them, and need not count.

export const pinKey = 'pin';
export const maxPinFailures = 5;

/** A new device secret. It is written together with its slot, in the place of an earlier one. */
export const makePinDevice = async (slotId: Uint8Array): Promise<PinDevice> => {
  const key = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign']);
  return { slotId, key, failures: 0 };
};

/** Forgets the device secret: no PIN opens anything any more. */
export const erasePinDevice = (db: VaultDatabase): Promise<void> =>
  inStrictTransaction(db, async ({ device }) => handled(device.delete(pinKey)));

/** How many attempts are left; 0 where there is no device secret for this slot. */
export const pinAttemptsLeft = async (db: VaultDatabase, slotId: Uint8Array): Promise<number> => {
  const row = await db.get('device', pinKey);
  return isPinDevice(row) && equal(row.slotId, slotId) ? Math.max(0, maxPinFailures - row.failures) : 0;
};

/**
 * Counts an attempt on the disk, and only then gives the device secret. The PIN is stretched before. The attempt after the last erases it, so that
 * Fieldseal killed in the middle of an attempt gives no attempt more.
 * @throws WayInError `pin-erased`
 */
export const takePinAttempt = async (
  db: VaultDatabase,
  slotId: Uint8Array,
): Promise<{ readonly key: CryptoKey; readonly left: number }> => {
  const taken = await inStrictTransaction(db, async ({ device }) => {
    const row = await device.get(pinKey);
    if (!isPinDevice(row) || !equal(row.slotId, slotId)) return undefined;
    if (row.failures >= maxPinFailures) {
      handled(device.delete(pinKey));
      return undefined;
    }
    const failures = row.failures + 1;
    handled(device.put({ ...row, failures }, pinKey));
    return { key: row.key, left: maxPinFailures - failures };
  });
  if (!taken) throw new WayInError('pin-erased');
  return taken;
};

/** The PIN was right. */
export const resetPinAttempts = (db: VaultDatabase): Promise<void> =>
  inStrictTransaction(db, async ({ device }) => {
    const row = await device.get(pinKey);
    if (isPinDevice(row)) handled(device.put({ ...row, failures: 0 }, pinKey));
  });

/** 32 bytes that need this device's key and the stretched PIN. */
export const derivePinSecret = async (
  key: CryptoKey,
  vaultId: Uint8Array,
  slotId: Uint8Array,
  stretched: Uint8Array,
): Promise<Uint8Array> => {
  const message = new Writer().label('fieldseal/1/pin').bytes(vaultId).bytes(slotId).bytes(stretched).finish();
  const secret = new Uint8Array(await crypto.subtle.sign('HMAC', key, message));
  message.fill(0);
  return secret;
};

const isPinDevice = (row: unknown): row is PinDevice =>
  typeof row === 'object' &&
  row !== null &&
  'key' in row &&
  row.key instanceof CryptoKey &&
  'slotId' in row &&
  row.slotId instanceof Uint8Array &&
  'failures' in row &&
  Number.isInteger(row.failures);
