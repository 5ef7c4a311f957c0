import { RecordDamagedError } from './errors.ts';
import { previousWrapKey, recordWrapKey } from './keys.ts';
import type { Opener } from './manifest.ts';
import { openRecord, type RecordId, type RecordPlace, recordAad } from './record.ts';
import { makeBoxProbe, tagOf } from './sealed-box.ts';

/** A store that a row may be of, with the highest schema of its records. */
export interface KnownStore {
  readonly name: string;
  readonly schema: number;
}

/** What a row was sealed as, with its content, which the caller wipes. */
export interface FoundPlace {
  readonly place: RecordPlace;
  readonly value: Uint8Array;
}

/** Rows longer than this are gone over so many times that a lock should come in between. */
const longRow = 2 ** 20;

/**
 * What a row was sealed as, which it does not say: store, schema and revision stand in its AAD alone. Each kind is tried
 * in turn; the revision is worked out.
 *
 * `foreign`: no key of this vault opens its wrap. `unknown`: it is of this vault, and was sealed as none of these or was
 * changed.
 */
export const findPlace = async (
  opener: () => Opener,
  id: RecordId,
  row: unknown,
  known: readonly KnownStore[],
): Promise<FoundPlace | 'foreign' | 'unknown'> => {
  const { core, keys, vaultId } = opener();
  const previous = previousWrapKey(keys);
  const probe = makeBoxProbe(core, recordWrapKey(keys), row) ?? (previous && makeBoxProbe(core, previous, row));
  if (!probe || !(row instanceof Uint8Array)) return 'foreign';
  try {
    for (const { name: store, schema: newest } of known) {
      for (let schema = newest; schema > 0; schema--) {
        if (row.length > longRow) await turn();
        const place = (revision: number): RecordPlace => ({ id, store, schema, revision });
        const tagFor = (revision: number) => probe.tagUnder(recordAad(vaultId, place(revision)));
        const revision = solveRevision(tagFor, tagOf(row));
        const value = revision && openedOrNot(opener(), place(revision), row);
        if (value) return { place: place(revision), value };
      }
    }
    return 'unknown';
  } finally {
    probe.wipe();
  }
};

/** Lets a lock come in between. */
export const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/**
 * The revision that gives this tag; nothing where none does. GCM's tag is linear in the AAD (SP 800-38D, 6.4): each bit of
 * the revision that is set changes it by the same bits, whatever the others are. So a tag for each bit tells which are
 * set, in place of one for each revision. That it opens has to be seen all the same.
 */
const solveRevision = (tagFor: (revision: number) => Uint8Array, tag: Uint8Array): number | undefined => {
  const none = toBits(tagFor(0));
  const basis: Difference[] = [];
  for (let bit = 1; bit < 2 ** 32; bit *= 2)
    basis.push(reduce({ tag: toBits(tagFor(bit)) ^ none, revision: BigInt(bit) }, basis));
  const rest = reduce({ tag: toBits(tag) ^ none, revision: 0n }, basis);
  return rest.tag === 0n ? Number(rest.revision) : undefined;
};

/** By what a revision changes the tag. */
interface Difference {
  readonly tag: bigint;
  readonly revision: bigint;
}

/** By Gauss: none of the leading bits of the basis is left. Each of the basis was reduced by those before it. */
const reduce = (difference: Difference, basis: readonly Difference[]): Difference =>
  basis.reduce((rest, each) => {
    const tag = rest.tag ^ each.tag;
    return tag < rest.tag ? { tag, revision: rest.revision ^ each.revision } : rest;
  }, difference);

const toBits = (tag: Uint8Array): bigint => {
  const view = new DataView(tag.buffer, tag.byteOffset, tag.length);
  return (view.getBigUint64(0) << 64n) | view.getBigUint64(8);
};

const openedOrNot = ({ core, keys, vaultId }: Opener, place: RecordPlace, row: Uint8Array): Uint8Array | undefined => {
  try {
    return openRecord(core, keys, vaultId, place, row);
  } catch (error) {
    if (error instanceof RecordDamagedError) return undefined;
    throw error;
  }
};
