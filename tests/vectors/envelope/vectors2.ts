import type { MessageVector, Vectors } from './vectors.ts';

/** All bytes in hex. */
export interface SlotVector {
  readonly type: number;
  readonly recipient: string;
  readonly secret: string;
  readonly parameters: string;
  readonly kek: string;
  readonly wrapped: string;
}

/** Random bytes in the order of drawing: DEK, the passphrase's salt, each ephemeral private key. */
export interface MessageVector2 extends Omit<MessageVector, 'commitment'> {
  readonly bindKey: string;
  readonly readersHash: string;
  readonly slots: readonly SlotVector[];
}

export interface Vectors2 extends Pick<Vectors, 'version' | 'people' | 'refused'> {
  readonly messages: readonly MessageVector2[];
}
