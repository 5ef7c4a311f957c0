import { CopyButton } from '../components/copy-button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useKeeper } from '../keeper-context.ts';
import { useLoaded } from '../use-loaded.ts';
import { t } from '../words.ts';

/** My card, at hand: asked for before the click, since the clipboard wants a fresh one. */
export const CopyMyCard = () => {
  const keeper = useKeeper();
  const card = useLoaded(() => keeper.call('identity.card', {}), [keeper]);
  if (card.error !== undefined) return <ErrorNotice error={card.error} />;
  return card.value ? <CopyButton text={card.value.card} words={t('popup_card')} testId="card-copy" /> : null;
};
