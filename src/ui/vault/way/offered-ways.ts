import type { WayIn, WaysView } from '../../../bridge/views.ts';

export type WayKind = WayIn['kind'];

/** Where the vault does not say what opens it: trying tells what is wrong with it. */
export const unknownWays: WaysView = { passphrase: true, recovery: false, passkeys: [] };

/** The ways that exist and work in this place, the most usual first. A PIN without attempts left opens nothing. */
export const offeredWays = (ways: WaysView, passkeysWork: boolean): readonly WayKind[] => {
  const pin = (ways.pinAttemptsLeft ?? 0) > 0;
  const kinds = [
    ways.passphrase && 'passphrase',
    pin && 'pin',
    passkeysWork && ways.passkeys.length > 0 && 'passkey',
    ways.recovery && 'recovery',
  ] as const;
  return kinds.filter((kind) => kind !== false);
};
