import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ContactView } from '../../bridge/views.ts';
import { Busy } from '../components/busy.tsx';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { FieldNotice } from '../field/field-notice.tsx';
import type { Beginning } from '../field/field-start.ts';
import { LastTextOffer } from '../field/last-text.tsx';
import { OtherTextChoice } from '../field/other-text.tsx';
import type { Begun } from '../field/use-begun.ts';
import { isRefusal, remarkOnPassphrase } from '../passphrase-rules.ts';
import type { Loaded } from '../use-loaded.ts';
import { useTask } from '../use-task.ts';
import { t } from '../words.ts';
import { MisfitNotice } from './misfit-notice.tsx';
import { PassphraseOption } from './passphrase-option.tsx';
import { type Room, tooMany } from './room.ts';
import { RoomLine } from './room-line.tsx';
import { SaveLine } from './save-line.tsx';
import { focusReaders, isSealKey } from './seal-key.ts';
import { type SealProblem, sealProblem } from './seal-problem.ts';
import type { Draft } from './use-draft.ts';
import { WritePad } from './write-pad.tsx';

interface HandFormProps {
  readonly draft: Draft;
  readonly contacts: Loaded<readonly ContactView[]>;
  readonly beginning: Beginning;
  /** The site it is written for; empty for none. */
  readonly origin: string;
  readonly begun: Begun;
  /** Of the field that it goes into; absent where there is none. */
  readonly fieldKey: string | undefined;
  readonly onSeal: (passphrase: string | undefined) => Promise<void>;
  /** How much of the page's field it will take, where that is known. */
  readonly roomWith: (passphrases: number) => Room | undefined;
  /** The text has the focus from the beginning. */
  readonly atOnce?: boolean | undefined;
}

/** The text, who may read it, and the button that seals it. */
export const HandForm = ({
  draft,
  contacts,
  beginning,
  origin,
  begun,
  fieldKey,
  onSeal,
  roomWith,
  ...rest
}: HandFormProps) => {
  const [passphrase, setPassphrase] = useState<string>();
  const [tried, setTried] = useState(false);
  const sealing = useTask(() => onSeal(passphrase));
  const problem = sealProblem({ ...draft, withPassphrase: passphrase !== undefined });
  const room = roomWith(passphrase === undefined ? 0 : 1);
  const over = tooMany(room);
  const form = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  useFirstFocus(rest.atOnce ? box : undefined);
  const seal = (): void => {
    setTried(true);
    if (problem !== undefined) showProblem(form.current, problem);
    const weak = passphrase !== undefined && isRefusal(remarkOnPassphrase(passphrase));
    if (problem === undefined && !weak) void sealing.run();
  };
  const press = (): void => {
    setTried(true);
    if (over === 0) seal();
    else showProblem(form.current, problem);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter from any part is a shortcut for the button below
    <div class="stack" ref={form} onKeyDown={(key) => isSealKey(key) && press()}>
      <ErrorNotice error={contacts.error} />
      <FieldNotice start={beginning.start} origin={origin} placing={begun.placing} />
      <OtherTextChoice other={begun.other} />
      {fieldKey !== undefined && begun.placing?.chosen !== 'all' && (
        <LastTextOffer
          {...{ fieldKey, draft, beginning }}
          held={sealing.busy}
          onBack={() => form.current?.querySelector('textarea')?.focus()}
        />
      )}
      <WritePad
        draft={draft}
        contacts={contacts.value ?? []}
        boxRef={box}
        rows={8}
        withPassphrase={passphrase !== undefined}
        around={beginning.around}
        problem={tried ? problem : undefined}
        held={sealing.busy}
      />
      <PassphraseOption value={passphrase} onChange={setPassphrase} tried={tried} />
      <div class="actions">
        <Button kind="main" busy={sealing.busy} onClick={press} testId="composer-seal">
          {t('composer_seal')}
        </Button>
        <RoomLine room={room} />
        <SaveLine draft={draft} />
      </div>
      {tried && (
        <MisfitNotice room={room} wayOut={t('composer_small_here')}>
          <div class="actions">
            <Button busy={sealing.busy} onClick={seal} testId="composer-seal-copy">
              {t('composer_seal_copy')}
            </Button>
            <a href="/app.html#files" target="_blank" rel="noreferrer">
              {t('composer_as_file')}
            </a>
          </div>
        </MisfitNotice>
      )}
      {sealing.busy && <Busy words={t('composer_seal_busy')} />}
      <ErrorNotice error={sealing.error} />
    </div>
  );
};

/** One can write at once, unless the focus is on something that the person has chosen. */
const useFirstFocus = (box: RefObject<HTMLElement | null> | undefined): void => {
  useLayoutEffect(() => {
    const { activeElement } = document;
    if (!activeElement?.matches('body, main')) return;
    box?.current?.focus();
  }, []);
};

/** What is wrong may be out of sight: the focus goes to its field, or the words come into view. */
const showProblem = (form: HTMLElement | null, problem: SealProblem | undefined): void => {
  requestAnimationFrame(() => {
    if (problem === undefined)
      form?.querySelector('[data-testid="insert-problem"]')?.scrollIntoView({ block: 'nearest' });
    else if (problem === 'no-recipients') focusReaders(form);
    else form?.querySelector('textarea')?.focus();
  });
};
