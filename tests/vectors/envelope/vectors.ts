import type { KdfParameters } from '../../../src/envelope/kdf-parameters.ts';
import type { Passphrase } from '../../../src/envelope/passphrase-slot.ts';

/** All bytes in hex. */
export interface PersonVector {
  readonly x25519PrivateKey: string;
  readonly x25519PublicKey: string;
  readonly ed25519PrivateKey: string;
  readonly ed25519PublicKey: string;
  readonly selfKey: string;
  readonly fingerprint: string;
  readonly words: readonly string[];
  readonly digits: readonly string[];
}

export interface MessageVector {
  readonly name: string;
  readonly text: string;
  readonly time: number;
  readonly origin: string;
  readonly sender: string;
  /** Whether there is a self slot. */
  readonly self: boolean;
  readonly recipients: readonly string[];
  readonly passphrase?: string;
  readonly kdf?: KdfParameters;
  /** Random bytes in the order of drawing: DEK, salt, the passphrase's salt, each ephemeral private key, nonce. */
  readonly drawn: readonly string[];
  /** Padded. */
  readonly plaintext: string;
  readonly bodyKey: string;
  readonly commitment: string;
  readonly binding: string;
  readonly token: string;
}

export interface CardVector {
  readonly owner: string;
  readonly name: string;
  readonly created: number;
  readonly expires: number;
  readonly extensions: readonly { readonly type: number; readonly value: string }[];
  readonly text: string;
}

export interface Vectors {
  readonly version: number;
  readonly people: Readonly<Record<string, PersonVector>>;
  readonly messages: readonly MessageVector[];
  readonly cards: readonly CardVector[];
  readonly refused: readonly { readonly what: string; readonly text: string; readonly code: string }[];
}

export function passphraseOf({ passphrase, kdf }: Pick<MessageVector, 'passphrase' | 'kdf'>): {
  passphrase?: Passphrase;
} {
  return passphrase === undefined || kdf === undefined ? {} : { passphrase: { text: passphrase, kdf } };
}
