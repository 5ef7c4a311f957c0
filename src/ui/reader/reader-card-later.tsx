import type { ComponentProps, ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Busy } from '../components/busy.tsx';
import { t } from '../words.ts';
import type { ReaderCard as Card } from './reader-card.tsx';

/** What shows a card, fetched when there is one: a sealed text need not wait for it. */
export const ReaderCard = (props: ComponentProps<typeof Card>) => {
  const [View, setView] = useState<ComponentType<typeof props>>();
  useEffect(() => {
    void import('./reader-card.tsx').then(({ ReaderCard }) => setView(() => ReaderCard));
  }, []);
  return View ? <View {...props} /> : <Busy words={t('reader_busy')} />;
};
