import { useState } from 'preact/hooks';
import type { ImportPreview, ImportResult } from '../../bridge/views.ts';
import { Busy } from '../components/busy.tsx';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { Notice } from '../components/notice.tsx';
import { useKeeper } from '../keeper-context.ts';
import { formatMoment } from '../time.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';
import { CollisionRow } from './collision-row.tsx';
import { countWords } from './import-words.ts';

type Side = 'mine' | 'theirs';

interface ImportChoicesProps {
  readonly preview: ImportPreview;
  readonly onDone: (result: ImportResult) => void;
  readonly onDrop: () => void;
}

/** What is in the file, and what to do where both sides differ. Nothing was changed yet. */
export const ImportChoices = ({ preview, onDone, onDrop }: ImportChoicesProps) => {
  const keeper = useKeeper();
  const [sides, setSides] = useState<Readonly<Record<string, Side>>>({});
  const { id, collisions } = preview;
  const apply = useTask(async () => {
    const choices = collisions
      .filter(({ choose }) => choose)
      .map((each) => ({ store: each.store, id: each.id, take: sides[keyOf(each)] ?? 'mine' }));
    onDone(await keeper.call('import.apply', { id, choices }));
  });
  return (
    <div class="stack" data-testid="import-preview">
      <Facts preview={preview} />
      {collisions.length > 0 && (
        <>
          <h2>{t('import_collisions')}</h2>
          <p>{t('import_collisions_about')}</p>
          <ul class="rows">
            {collisions.map((each) => (
              <CollisionRow
                key={keyOf(each)}
                collision={each}
                side={sides[keyOf(each)] ?? 'mine'}
                onSide={(side) => setSides((before) => ({ ...before, [keyOf(each)]: side }))}
              />
            ))}
          </ul>
        </>
      )}
      <ErrorNotice error={apply.error} />
      <div class="actions">
        <Button kind="main" busy={apply.busy} onClick={() => void apply.run()} testId="import-apply">
          {t('import_apply')}
        </Button>
        <Button onClick={onDrop} disabled={apply.busy} testId="import-cancel">
          {t('common_cancel')}
        </Button>
      </div>
      {apply.busy && <Busy words={t('import_apply_busy')} />}
    </div>
  );
};

const keyOf = ({ store, id }: { readonly store: string; readonly id: string }): string => `${store} ${id}`;

const Facts = ({ preview: { created, counts, sameVault, ahead } }: { readonly preview: ImportPreview }) => (
  <>
    {ahead && (
      <Notice kind="danger" role="alert" title={t('import_ahead_title')} testId="import-ahead">
        {t('import_ahead')}
      </Notice>
    )}
    <p>{t('import_created', [formatMoment(created, t('language_tag'))])}</p>
    <p>{sameVault ? t('import_same_vault') : t('import_other_vault')}</p>
    <ul data-testid="import-counts">
      {countWords(counts).map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  </>
);
