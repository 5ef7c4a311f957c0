import { useRef, useState } from 'preact/hooks';
import type { Opened } from '../../bridge/views.ts';
import { Busy } from '../components/busy.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { CardOffer } from '../contacts/card-offer.tsx';
import { useKeeper } from '../keeper-context.ts';
import { tokenKind } from '../token-kind.ts';
import { useLoaded } from '../use-loaded.ts';
import { errorCode, t } from '../words.ts';
import { OpenedText } from './opened-text.tsx';
import { PassphraseOpen } from './passphrase-open.tsx';

interface TokenViewProps {
  readonly token: string;
  readonly foundOn?: string;
}

/** What a pasted or handed-over token holds: a card, or a sealed text that is opened at once. For our own pages. */
export const TokenView = ({ token, foundOn }: TokenViewProps) =>
  tokenKind(token) === 'card' ? (
    <CardOffer card={token} />
  ) : (
    <SealedView token={token} {...(foundOn === undefined ? {} : { foundOn })} />
  );

const SealedView = ({ token, foundOn }: TokenViewProps) => {
  const keeper = useKeeper();
  const loaded = useLoaded(() => keeper.call('text.open', { token }), [keeper, token]);
  const [byPassphrase, setByPassphrase] = useState<Opened>();
  const opened = byPassphrase ?? loaded.value;
  // It stays once it is added, to say so.
  const stranger = useRef<string>(undefined);
  if (opened?.sender.kind === 'introduced') stranger.current = opened.sender.card;
  if (opened) {
    return (
      <div class="stack">
        <OpenedText opened={opened} {...(foundOn === undefined ? {} : { foundOn })} />
        <div>
          <CopyButton text={opened.text} />
        </div>
        {stranger.current !== undefined && <CardOffer card={stranger.current} onAdded={loaded.reload} />}
      </div>
    );
  }
  if (loaded.error === undefined) return <Busy words={t('reader_busy')} />;
  if (errorCode(loaded.error) === 'passphrase-needed')
    return <PassphraseOpen token={token} onOpened={setByPassphrase} />;
  return <ErrorNotice error={loaded.error} />;
};
