import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { ContactView } from '../../bridge/views.ts';
import { Busy } from '../components/busy.tsx';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { compareNote } from '../components/verified-words.ts';
import { isAddable, isUpdate } from '../contacts/verdict-words.ts';
import { CloseButton } from '../frame/close-frame.tsx';
import { RefusalNotice } from '../frame/refusal-notice.tsx';
import { ToPanel } from '../frame/to-panel.tsx';
import type { Refusal } from '../frame/use-consent.ts';
import { useConsent } from '../frame/use-consent.ts';
import { useKeeper } from '../keeper-context.ts';
import { useLoaded } from '../use-loaded.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';
import { Added, CardBody } from './card-body.tsx';

interface ReaderCardProps {
  readonly card: string;
  readonly windowRef: RefObject<HTMLElement | null>;
}

/** A card found in a page: whose it says it is, and the button that adds it, behind the same gate as Seal. */
export const ReaderCard = ({ card, windowRef }: ReaderCardProps) => {
  const keeper = useKeeper();
  const foot = useRef<HTMLElement>(null);
  const consent = useConsent([windowRef, foot]);
  const look = useLoaded(() => keeper.call('contacts.inspect', { card }), [keeper, card]);
  const [added, setAdded] = useState<ContactView>();
  const [refusal, setRefusal] = useState<Refusal>();
  const add = useTask(async (press: Event) => {
    const refused = await consent.judge(press);
    setRefusal(refused);
    if (refused === undefined) setAdded(await keeper.call('contacts.add', { card }));
  });
  const verdict = look.value;
  return (
    <>
      {!verdict && look.error === undefined && <Busy words={t('reader_busy')} />}
      {verdict && !added && <CardBody verdict={verdict} />}
      {added && <Added contact={added} />}
      <ErrorNotice error={look.error} />
      <footer class="frame-foot comes-last" ref={foot}>
        <RefusalNotice refusal={refusal} covered={t('reader_covered')} />
        <ErrorNotice error={add.error} />
        {verdict && isAddable(verdict) && !added && (
          <Button
            kind="main"
            busy={add.busy}
            onClick={(press) => void add.run(press)}
            armed={consent.armed}
            testId="add-card-submit"
          >
            {isUpdate(verdict) ? t('card_update') : t('add_submit')}
          </Button>
        )}
        {added && compareNote(added) !== undefined && <ToPanel kind="main" words={t('reader_card_compare')} />}
        {verdict?.kind === 'changed' && <ToPanel kind="main" words={t('reader_card_compare')} />}
        {verdict?.clash && <ToPanel kind="main" words={t('reader_card_rename')} />}
        <CloseButton />
      </footer>
    </>
  );
};
