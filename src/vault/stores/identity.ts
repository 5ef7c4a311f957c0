import { equal, wipe } from '../../bytes/bytes.ts';
import { encodeHex } from '../../bytes/hex.ts';
import { Reader } from '../../bytes/reader.ts';
import { decodeUtf8, encodeUtf8 } from '../../bytes/utf8.ts';
import { Writer } from '../../bytes/writer.ts';
import { signEd25519, verifyEd25519 } from '../../crypto/ed25519.ts';
import { deriveX25519PublicKey } from '../../crypto/x25519.ts';
import { IdentityDamagedError } from '../errors.ts';
import type { RecordChange } from '../prepare-write.ts';
import { type Codec, openStore, type StoreDefinition } from '../store.ts';
import type { Vault } from '../vault.ts';

/** Me. Private and public keys are one record: neither can be exchanged without the other. Keys are 32 bytes each. */
export interface Identity {
  readonly name: string;
  /** Milliseconds since 1970 UTC. */
  readonly created: number;
  readonly ed25519Private: Uint8Array;
  readonly ed25519Public: Uint8Array;
  readonly x25519Private: Uint8Array;
  readonly x25519Public: Uint8Array;
  /** The current contact card, armored. */
  readonly card: string;
}

const keyBytes = 32;

const codec: Codec<Identity> = {
  schema: 1,
  encode: (identity) =>
    new Writer()
      .bytes16(encodeUtf8(identity.name))
      .u64(identity.created)
      .bytes8(identity.ed25519Private)
      .bytes8(identity.ed25519Public)
      .bytes8(identity.x25519Private)
      .bytes8(identity.x25519Public)
      .bytes32(encodeUtf8(identity.card))
      .finish(),
  decode: (bytes) => {
    const reader = new Reader(bytes);
    const identity = {
      name: decodeUtf8(reader.bytes16()),
      created: reader.u64(),
      ed25519Private: reader.bytes8().slice(),
      ed25519Public: reader.bytes8().slice(),
      x25519Private: reader.bytes8().slice(),
      x25519Public: reader.bytes8().slice(),
      card: decodeUtf8(reader.bytes32()),
    };
    reader.end();
    return identity;
  },
};

export const identityStore: StoreDefinition<Identity> = { name: 'identity', codec };
/** The name of my own; every other identity goes by its keys. */
export const myRecordName = 'me';
export const otherRecordName = ({ ed25519Public, x25519Public }: Identity): string =>
  `other ${encodeHex(ed25519Public)} ${encodeHex(x25519Public)}`;

/**
 * The identity, proved to be whole; nothing where there is none yet. `wipeIdentity` ends its use.
 * @throws IdentityDamagedError where a private key does not belong to its public one
 */
export const loadIdentity = async (vault: Vault): Promise<Identity | undefined> => {
  const store = openStore(vault, identityStore);
  const identity = await store.get(store.idOf(myRecordName));
  try {
    if (identity) await checkIdentity(identity);
    return identity;
  } catch (error) {
    if (identity) wipeIdentity(identity);
    throw error;
  }
};

/**
 * Identities that are not mine any more, or were never: they came in with an import and open what was sealed for them.
 * Those that are not whole are left out. `wipeIdentity` ends the use of each.
 */
export const loadOtherIdentities = async (vault: Vault): Promise<Identity[]> => {
  const store = openStore(vault, identityStore);
  const mine = store.idOf(myRecordName);
  const all = await store.list();
  const me = all.find(({ id }) => id === mine)?.value;
  const others = all.filter(({ id, value }) => id !== mine && !(me && hasSameKeys(me, value)));
  const whole = await Promise.all(others.map(({ value }) => isWhole(value)));
  const kept = others.filter((_, at) => whole[at]).map(({ value }) => value);
  for (const { value } of all) if (!kept.includes(value)) wipeIdentity(value);
  return kept;
};

/** @throws IdentityDamagedError: an identity that is not whole is not kept */
export const saveIdentity = async (vault: Vault, identity: Identity): Promise<void> => {
  await checkIdentity(identity);
  const store = openStore(vault, identityStore);
  await store.put(store.idOf(myRecordName), identity);
};

/** For `Vault.write`, where the identity goes in together with other records. The caller has checked it. */
export const identityChange = (vault: Vault, identity: Identity): RecordChange => {
  const store = openStore(vault, identityStore);
  return store.putChange(store.idOf(myRecordName), identity);
};

export const wipeIdentity = ({ ed25519Private, x25519Private }: Identity): void => wipe(ed25519Private, x25519Private);

/**
 * Recomputes what ties private to public: the X25519 public key, and an Ed25519 signature. A foreign public key planted
 * beside the private one would give signatures that betray it, or texts that others can read.
 * @throws IdentityDamagedError
 */
export const checkIdentity = async (identity: Identity): Promise<void> => {
  if (!(await isWhole(identity))) throw new IdentityDamagedError();
};

/** The private ones, which the public ones follow from. */
export const hasSameKeys = (a: Identity, b: Identity): boolean =>
  equal(a.ed25519Private, b.ed25519Private) && equal(a.x25519Private, b.x25519Private);

/** What `checkIdentity` asks. */
export const isWhole = async ({
  ed25519Private,
  ed25519Public,
  x25519Private,
  x25519Public,
}: Identity): Promise<boolean> => {
  const keys = [ed25519Private, ed25519Public, x25519Private, x25519Public];
  if (keys.some((key) => key.length !== keyBytes)) return false;
  if (!equal(await deriveX25519PublicKey(x25519Private), x25519Public)) return false;
  const probe = new Writer().label('fieldseal/1/identity-check').bytes(ed25519Public).finish();
  return verifyEd25519(ed25519Public, await signEd25519(ed25519Private, probe), probe);
};
