import { equal } from '../../bytes/bytes.ts';
import { openStore, type StoreDefinition } from '../store.ts';
import { type Draft, draftStore } from '../stores/drafts.ts';
import { preferencesRecordName, preferencesStore } from '../stores/preferences.ts';
import { signRecordName, signStore } from '../stores/sign.ts';
import { type ImportChoices, type ImportConflict, makeTransferRule, type TransferRule } from './transfer-rule.ts';

const isSameDraft = (a: Draft, b: Draft): boolean =>
  equal(draftStore.codec.encode({ ...a, key: '' }), draftStore.codec.encode({ ...b, key: '' }));

/** Two texts for one field: the later keeps the field, the other stands beside it in the list of drafts. */
export const draftsRule = makeTransferRule<Draft>({
  definition: draftStore,
  nameOf: ({ value }) => value.key,
  isSound: async ({ name, value }) => name === value.key,
  merge: (vault, mine, theirs) => {
    const all = new Map(mine.map(({ value }) => [value.key, value]));
    const puts = new Map<string, Draft>();
    const keep = (draft: Draft): void => {
      all.set(draft.key, draft);
      puts.set(draft.key, draft);
    };
    const counts = { added: 0, merged: 0, same: 0 };
    const conflicts: ImportConflict[] = [];
    for (const { value: their } of theirs) {
      const own = all.get(their.key);
      if (!own) keep(their);
      const rivals = own && findPlace(all, own, their);
      if (own && rivals) {
        for (const draft of rivals) keep(draft);
        conflicts.push({ reason: 'draft', name: own.origin });
      }
      counts[!own ? 'added' : rivals ? 'merged' : 'same']++;
    }
    const { idOf } = openStore(vault, draftStore);
    return { puts: [...puts].map(([key, value]) => ({ id: idOf(key), value })), ...counts, conflicts };
  },
});

/** The two drafts with a key each; nothing where theirs is here already, in the field or beside it. */
const findPlace = (all: ReadonlyMap<string, Draft>, own: Draft, their: Draft): readonly Draft[] | undefined => {
  if (isSameDraft(own, their)) return undefined;
  const [later, earlier] = their.updated > own.updated ? [their, own] : [own, their];
  for (let n = 1; ; n++) {
    const key = `${own.key} #${n}`;
    const other = all.get(key);
    if (other && isSameDraft(other, their)) return undefined;
    if (!other) return [later, { ...earlier, key }];
  }
};

/** A store of one record, of which one side is chosen: what is lost is set again in a moment. */
const makeSingleRule = <T>(
  definition: StoreDefinition<T>,
  name: string,
  { choiceOf, isSound, tell }: SingleRuleParts<T>,
): TransferRule => {
  const isSame = (a: T, b: T): boolean => equal(definition.codec.encode(a), definition.codec.encode(b));
  return makeTransferRule<T>({
    definition,
    nameOf: () => name,
    isSound: async (named) => named.name === name && isSound(named.value),
    merge: (vault, [own], [their], choices) => {
      const nothing = { puts: [], added: 0, merged: 0, same: 0, conflicts: [] };
      if (!their) return nothing;
      const put = { id: openStore(vault, definition).idOf(name), value: their.value };
      if (!own) return { ...nothing, puts: [put], added: 1 };
      if (isSame(own.value, their.value)) return { ...nothing, same: 1 };
      const conflicts = [{ reason: 'value', name: tell(their.value) }] as const;
      return choiceOf(choices) === 'theirs'
        ? { ...nothing, puts: [put], merged: 1, conflicts }
        : { ...nothing, conflicts };
    },
  });
};

interface SingleRuleParts<T> {
  readonly choiceOf: (choices: ImportChoices) => 'mine' | 'theirs';
  readonly isSound: (value: T) => boolean;
  /** What a person knows the value in the file by. */
  readonly tell: (value: T) => string;
}

export const preferencesRule = makeSingleRule(preferencesStore, preferencesRecordName, {
  choiceOf: ({ preferences }) => preferences,
  isSound: ({ autoLockMinutes }) => autoLockMinutes >= 1 && autoLockMinutes <= 480,
  tell: () => preferencesRecordName,
});

export const signRule = makeSingleRule(signStore, signRecordName, {
  choiceOf: ({ sign }) => sign,
  // Its codec takes no other.
  isSound: () => true,
  tell: ({ phrase }) => phrase,
});
