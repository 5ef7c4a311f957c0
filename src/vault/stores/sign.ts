import { Reader } from '../../bytes/reader.ts';
import { SealedTextError } from '../../bytes/sealed-text-error.ts';
import { isSignPhrase, type SecuritySign, signColours, signShapes } from '../../bytes/security-sign.ts';
import { decodeUtf8, encodeUtf8 } from '../../bytes/utf8.ts';
import { Writer } from '../../bytes/writer.ts';
import { readNamed } from '../named-record.ts';
import type { RecordChange } from '../prepare-write.ts';
import { type Codec, openStore, type StoreDefinition } from '../store.ts';
import type { Vault } from '../vault.ts';

/** Throws `damaged` for a number that has no meaning yet. */
const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index];
  if (found === undefined) throw new SealedTextError('damaged');
  return found;
};

const codec: Codec<SecuritySign> = {
  schema: 1,
  encode: ({ phrase, colour, shape }) =>
    new Writer().bytes8(encodeUtf8(phrase)).u8(signColours.indexOf(colour)).u8(signShapes.indexOf(shape)).finish(),
  decode: (bytes) => {
    const reader = new Reader(bytes);
    const phrase = decodeUtf8(reader.bytes8());
    const sign = { phrase, colour: at(signColours, reader.u8()), shape: at(signShapes, reader.u8()) };
    reader.end();
    if (!isSignPhrase(phrase)) throw new SealedTextError('damaged');
    return sign;
  },
};

/** A store of its own, so that versions which know of none open the vault as before. */
export const signStore: StoreDefinition<SecuritySign> = { name: 'sign', codec };
export const signRecordName = 'sign';

/** Nothing in a vault from before there were signs, and where it is damaged: that keeps nobody out. */
export const loadSign = async (vault: Vault): Promise<SecuritySign | undefined> =>
  (await readNamed(vault, signStore, signRecordName)).value;

export const saveSign = (vault: Vault, sign: SecuritySign): Promise<void> => {
  const store = openStore(vault, signStore);
  return store.put(store.idOf(signRecordName), sign);
};

/** For `Vault.write`, where it goes in together with other records. */
export const signChange = (vault: Vault, sign: SecuritySign): RecordChange => {
  const store = openStore(vault, signStore);
  return store.putChange(store.idOf(signRecordName), sign);
};
