import type { Core } from '../crypto/core.ts';
import { deriveHint, startsWithHint } from './hints.ts';
import { type From, parseMessage } from './open.ts';
import { SLOT_CONTACT, SLOT_PASSPHRASE, SLOT_SELF } from './parts.ts';

/** Keys worth keeping while unlocked: with them a look costs one HMAC a contact. */
export interface HintKeys {
  /** From `deriveSelfHintKey`. */
  readonly self?: Uint8Array;
  /** From `derivePairHintKey`, one for each contact and each of its cards, with me as reader. */
  readonly pairs?: readonly { readonly fingerprint: Uint8Array; readonly hintKey: Uint8Array }[];
}

/** Who may have written it, or `other` where nothing says that I could open it. */
export type MessageInspection = Exclude<From, { readonly kind: 'introduced' }> | { readonly kind: 'other' };

/**
 * What a sealed message is to me, by its hints alone: a guess that is wrong once in 2^32, and no proof of anything.
 * Introductions are not tried: anybody who has my card can make one, and would be told that I am here.
 * Throws `SealedTextError`.
 */
export function inspectMessage(core: Core, token: string, keys: HintKeys): MessageInspection {
  const { salt, slots } = parseMessage(token);
  const has = (type: number, hintKey: Uint8Array): boolean => {
    const hint = deriveHint(core, hintKey, salt);
    return slots.some((slot) => slot.type === type && startsWithHint(slot.content, hint));
  };
  if (keys.self && has(SLOT_SELF, keys.self)) return { kind: 'self' };
  for (const { fingerprint, hintKey } of keys.pairs ?? []) {
    if (has(SLOT_CONTACT, hintKey)) return { kind: 'contact', fingerprint };
  }
  return slots.some((slot) => slot.type === SLOT_PASSPHRASE) ? { kind: 'passphrase' } : { kind: 'other' };
}
