import { useState } from 'preact/hooks';
import type { DraftView } from '../../bridge/views.ts';
import { Busy } from '../components/busy.tsx';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useKeeper } from '../keeper-context.ts';
import { HandComposer } from '../text/hand-composer.tsx';
import { useLoaded } from '../use-loaded.ts';
import { t } from '../words.ts';
import { DraftRow } from './draft-row.tsx';

/** What was begun, and what went into a field and was not seen outside one yet. A draft goes on here under its own key, so the field it was for finds it again. */
export const Drafts = () => {
  const [chosen, setChosen] = useState<DraftView>();
  return (
    <section class="stack">
      <h1>{t('drafts_title')}</h1>
      {chosen ? (
        <>
          <div>
            <Button onClick={() => setChosen(undefined)}>← {t('common_back')}</Button>
          </div>
          <HandComposer place={chosen} />
        </>
      ) : (
        <DraftList onContinue={setChosen} />
      )}
    </section>
  );
};

const DraftList = ({ onContinue }: { readonly onContinue: (draft: DraftView) => void }) => {
  const keeper = useKeeper();
  const drafts = useLoaded(() => keeper.call('drafts.list', {}), [keeper]);
  const newestFirst = [...(drafts.value ?? [])].sort((a, b) => b.updated - a.updated);
  return (
    <>
      <p class="muted">{t('drafts_about')}</p>
      <ErrorNotice error={drafts.error} />
      {!drafts.value && drafts.error === undefined && <Busy words={t('common_loading')} />}
      {drafts.value?.length === 0 && <p class="empty">{t('drafts_empty')}</p>}
      <ul class="rows">
        {newestFirst.map((draft) => (
          <DraftRow key={draft.key} draft={draft} onContinue={() => onContinue(draft)} onDeleted={drafts.reload} />
        ))}
      </ul>
    </>
  );
};
