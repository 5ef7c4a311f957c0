// What the frozen vaults hold. It stays as it is.
import { ed25519, x25519 } from '@noble/curves/ed25519.js';
import type { Contact } from '../../../src/vault/stores/contacts.ts';
import type { Draft } from '../../../src/vault/stores/drafts.ts';
import type { Identity } from '../../../src/vault/stores/identity.ts';

export const passphrase = 'plum-Ünïcode harbour 7 lantern';
const created = 1_760_000_000_000;
const fill = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);

export const identity: Identity = {
  name: 'Alice Ångström',
  created,
  ed25519Private: fill(0x11),
  ed25519Public: ed25519.getPublicKey(fill(0x11)),
  x25519Private: fill(0x22),
  x25519Public: x25519.getPublicKey(fill(0x22)),
  card: 'the card of Alice',
};

const card = (n: number) => ({
  text: `card ${n} of Bob`,
  fingerprint: fill(0x30 + n),
  ed25519: fill(0x40 + n),
  x25519: fill(0x50 + n),
  name: 'Bob',
  created: created + n,
  expires: created + n + 1000,
  addedAt: created + n + 1,
});

export const bob: Contact = {
  id: 'b0'.repeat(16),
  alias: 'Bob from the paper',
  cards: [card(1), card(2)],
  verifiedFingerprint: fill(0x32),
  addedAt: created + 2,
};
export const carol: Contact = {
  id: 'ca'.repeat(16),
  alias: '',
  cards: [card(3)],
  addedAt: created,
  removedAt: created + 9,
};

export const draft: Draft = {
  key: 'https://example.org #message',
  origin: 'https://example.org',
  text: 'Not sealed yet.\nSecond line – 🜁',
  to: [bob.id],
  updated: created + 5,
};
