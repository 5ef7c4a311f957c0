import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { InsertOutcome } from '../../bridge/views.ts';
import { Button } from '../components/button.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { TextBox } from '../components/text-box.tsx';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';
import { InsertNotice } from './insert-notice.tsx';
import type { Sealed } from './use-seal-attempt.ts';

interface SealedTextProps {
  readonly sealed: Sealed;
  /** Nobody but the writer can open it. */
  readonly alone: boolean;
  /** What the field held. */
  readonly was: string | undefined;
  /** The field is not in front any more. */
  readonly away: boolean;
  readonly insert: ((sealed: Sealed) => Promise<InsertOutcome>) | undefined;
  /** The field has it. */
  readonly onInserted: (token: string) => Promise<void>;
  readonly discard: () => Promise<void>;
  readonly onBack: () => void;
  readonly onAnew: () => Promise<void>;
}

/** The sealed text, to copy or to put into the field. The draft stays until it is in the field or something new is begun. */
export const SealedText = ({
  sealed,
  alone,
  was,
  away,
  insert,
  onInserted,
  discard,
  onBack,
  onAnew,
}: SealedTextProps) => {
  const [outcome, setOutcome] = useState<InsertOutcome>();
  const inField = outcome?.kind === 'inserted';
  const box = useRef<HTMLTextAreaElement>(null);
  // The button that was pressed is gone; the focus goes to what it made, which selects it.
  useLayoutEffect(() => box.current?.focus(), []);
  const said = useRef<HTMLDivElement>(null);
  // A press without a visible effect would be taken for success.
  useEffect(() => {
    if (outcome) said.current?.scrollIntoView({ block: 'nearest' });
  }, [outcome]);
  const inserting = useTask(async () => {
    const result = await insert?.(sealed);
    setOutcome(result);
    if (result?.kind === 'inserted') await onInserted(sealed.token);
  });
  const anew = useTask(async () => {
    await discard();
    await onAnew();
  });
  return (
    <div class="stack">
      <div ref={said}>
        {!away && <InsertNotice outcome={outcome} was={was} beside />}
        <ErrorNotice error={inserting.error ?? anew.error} />
      </div>
      <TextBox
        label={t('composer_sealed_title')}
        hint={inField ? undefined : t(insert ? 'composer_sealed_note_field' : 'composer_sealed_note')}
        value={sealed.token}
        look="token"
        rows={6}
        testId="sealed-text"
        boxRef={box}
      />
      {alone && <p data-testid="sealed-for">{t('composer_alone')}</p>}
      <div class="actions">
        {insert && !inField && (
          <Button kind="main" busy={inserting.busy} onClick={() => void inserting.run()} testId="panel-insert">
            {t('panel_insert')}
          </Button>
        )}
        <CopyButton kind={insert ? 'plain' : 'main'} text={sealed.token} testId="sealed-copy" />
        {!inField && <Button onClick={onBack}>{t('common_back')}</Button>}
        {!away && (
          <Button busy={anew.busy} onClick={() => void anew.run()} testId="composer-new">
            {t('composer_new')}
          </Button>
        )}
      </div>
    </div>
  );
};
