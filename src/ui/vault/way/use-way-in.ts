import { useState } from 'preact/hooks';
import type { WayIn, WaysView } from '../../../bridge/views.ts';
import { t } from '../../words.ts';
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
  /** Whether there is something to try. Where there is not, the field says so from then on. */
  readonly demand: () => boolean;
  /** What is missing. */
  readonly problem: string | undefined;
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
  const [tried, setTried] = useState(false);
  const complete = kind === 'passkey' || typedFor(draft) !== '';
  return {
    ways,
    offered,
    draft,
    change: (change) => {
      if (change.kind !== undefined) setTried(false);
      setTyped((before) => ({ ...before, ...change }));
    },
    demand: () => {
      setTried(true);
      return complete;
    },
    problem: tried && !complete ? missingWords(kind) : undefined,
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

const missingWords = (kind: WayKind): string => {
  if (kind === 'pin') return t('way_pin_missing');
  return kind === 'recovery' ? t('way_recovery_missing') : t('error_passphrase_empty');
};

const typedFor = ({ kind, passphrase, pin, groups }: WayDraft): string =>
  kind === 'recovery' ? groups.trim() : kind === 'pin' ? pin : passphrase;
