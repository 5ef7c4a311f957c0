import { useState } from 'preact/hooks';
import type { ImportCollision, ImportPreview, ImportResult } from '../../bridge/transfer-views.ts';
import type { WayIn } from '../../bridge/views.ts';
import { Notice } from '../components/notice.tsx';
import { useKeeper } from '../keeper-context.ts';
import { formatMoment } from '../time.ts';
import { t } from '../words.ts';
import { BecomeOther } from './become-other.tsx';
import { CollisionRow } from './collision-row.tsx';
import { countWords, isLost } from './import-words.ts';
import { ProveForm } from './prove-form.tsx';

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
  const [agreed, setAgreed] = useState(false);
  const [tried, setTried] = useState(false);
  const { id, collisions } = preview;
  const sideOf = (each: ImportCollision): Side => sides[keyOf(each)] ?? (isLost(each) ? 'theirs' : 'mine');
  const becoming = collisions.find((each) => each.store === 'identity' && sideOf(each) === 'theirs');
  const apply = async (proof: WayIn): Promise<void> => {
    const choices = collisions
      .filter(({ choose }) => choose)
      .map((each) => ({ store: each.store, id: each.id, take: sideOf(each) }));
    onDone(await keeper.call('import.apply', { id, choices, proof, become: becoming !== undefined && agreed }));
  };
  const check = (): boolean => {
    setTried(true);
    return becoming === undefined || agreed;
  };
  return (
    <div class="stack" data-testid="import-preview">
      <Facts preview={preview} />
      <Collisions
        collisions={collisions}
        sideOf={sideOf}
        onSide={(each, side) => setSides((before) => ({ ...before, [keyOf(each)]: side }))}
      />
      <ProveForm
        submitWords={t('import_apply')}
        busyWords={t('import_apply_busy')}
        check={check}
        act={apply}
        onCancel={onDrop}
        testId="import-apply"
        cancelId="import-cancel"
      >
        {becoming && (
          <BecomeOther
            agreed={agreed}
            onAgree={setAgreed}
            missing={tried && !agreed}
            before={isLost(becoming) ? 'lost' : 'other'}
          />
        )}
      </ProveForm>
    </div>
  );
};

interface CollisionsProps extends Pick<ImportPreview, 'collisions'> {
  readonly sideOf: (collision: ImportCollision) => Side;
  readonly onSide: (collision: ImportCollision, side: Side) => void;
}

const Collisions = ({ collisions, sideOf, onSide }: CollisionsProps) =>
  collisions.length > 0 ? (
    <>
      <h2>{t('import_collisions')}</h2>
      <p>{t('import_collisions_about')}</p>
      <ul class="rows">
        {collisions.map((each) => (
          <CollisionRow key={keyOf(each)} collision={each} side={sideOf(each)} onSide={(side) => onSide(each, side)} />
        ))}
      </ul>
    </>
  ) : null;

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
