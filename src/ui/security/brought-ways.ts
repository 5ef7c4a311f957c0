import type { SlotView, WayIn } from '../../bridge/views.ts';

type Typed = Readonly<Record<string, string>>;

/** Opens the vault wherever it is; without one nobody might get in any more. */
export const isLasting = ({ kind }: WayIn): boolean => kind === 'passphrase' || kind === 'recovery';

const toWay = (kind: SlotView['kind'], text: string): WayIn | undefined => {
  switch (kind) {
    case 'password':
      return { kind: 'passphrase', passphrase: text };
    case 'recovery':
      return { kind: 'recovery', groups: text };
    case 'pin':
      return { kind: 'pin', pin: text };
    case 'passkey':
      return undefined;
  }
};

/** What was typed for each slot, as ways in, the lasting ones first. */
export const toWays = (slots: readonly SlotView[], typed: Typed): WayIn[] =>
  slots
    .flatMap(({ id, kind }) => {
      const text = typed[id] ?? '';
      const way = text === '' ? undefined : toWay(kind, text);
      return way ? [way] : [];
    })
    .sort((a, b) => Number(isLasting(b)) - Number(isLasting(a)));

/** Those that nothing was brought for. */
export const lostSlots = (slots: readonly SlotView[], typed: Typed, passkeys: boolean): SlotView[] =>
  slots.filter(({ id, kind }) => (kind === 'passkey' ? !passkeys : (typed[id] ?? '') === ''));
