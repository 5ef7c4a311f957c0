import { useState } from 'preact/hooks';
import type { WayIn, WaysView } from '../../../bridge/views.ts';
import { isFullPage } from '../full-page.ts';
import { offeredWays, type WayKind } from './offered-ways.ts';
import { askPasskey } from './passkey.ts';

/** What is typed so far, of every way that was looked at. */
export interface WayDraft {
  readonly kind: WayKind;
  readonly passphrase: string;
  readonly pin: string;
  readonly groups: string;
}

export interface WayInput {
  readonly ways: WaysView;
  readonly offered: readonly WayKind[];
  readonly draft: WayDraft;
  readonly change: (change: Partial<WayDraft>) => void;
  /** Whether there is something to try. */
  readonly complete: boolean;
  /** What the person brings; of a passkey it is asked for now. Throws `PasskeyError`. */
  readonly take: (signal: AbortSignal) => Promise<WayIn>;
}

const nothing: Omit<WayDraft, 'kind'> = { passphrase: '', pin: '', groups: '' };

/** The person's choice among the ways into this vault, and what they type for it. */
export const useWayIn = (ways: WaysView): WayInput => {
  const offered = offeredWays(ways, isFullPage());
  const [typed, setTyped] = useState<Omit<WayDraft, 'kind'> & { readonly kind?: WayKind }>(nothing);
  const [first = 'passphrase'] = offered;
  const kind = typed.kind !== undefined && offered.includes(typed.kind) ? typed.kind : first;
  const draft: WayDraft = { ...typed, kind };
  return {
    ways,
    offered,
    draft,
    change: (change) => setTyped((before) => ({ ...before, ...change })),
    complete: kind === 'passkey' || typedFor(draft) !== '',
    take: async (signal) => {
      switch (draft.kind) {
        case 'passphrase':
          return { kind: 'passphrase', passphrase: draft.passphrase };
        case 'pin':
          return { kind: 'pin', pin: draft.pin };
        case 'recovery':
          return { kind: 'recovery', groups: draft.groups };
        case 'passkey':
          return { kind: 'passkey', ...(await askPasskey(ways.passkeys, signal)) };
      }
    },
  };
};

const typedFor = ({ kind, passphrase, pin, groups }: WayDraft): string =>
  kind === 'recovery' ? groups.trim() : kind === 'pin' ? pin : passphrase;
