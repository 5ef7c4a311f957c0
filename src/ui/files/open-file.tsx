import { useEffect } from 'preact/hooks';
import type { FileOpening } from '../../bridge/file-views.ts';
import { Busy } from '../components/busy.tsx';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { useKeeper } from '../keeper-context.ts';
import { SenderLine } from '../text/sender-line.tsx';
import { formatMoment } from '../time.ts';
import { useLoaded } from '../use-loaded.ts';
import { t } from '../words.ts';
import { FileLine } from './file-line.tsx';
import { openInto } from './pass-through.ts';
import { PassageLine } from './passage-line.tsx';
import { usePassage } from './use-passage.ts';

interface OpenFileProps {
  readonly file: File;
  readonly start: Uint8Array;
}

/** A sealed file: first who sealed it, when, and what it is called; its content only when the person asks to save it. */
export const OpenFile = ({ file, start }: OpenFileProps) => {
  const keeper = useKeeper();
  const opening = useLoaded(() => keeper.call('file.open', { start, size: file.size }), [keeper, file]);
  return (
    <section class="stack" aria-labelledby="files-open">
      <h2 id="files-open">{t('files_open_title')}</h2>
      <ErrorNotice error={opening.error} />
      {!opening.value && opening.error === undefined && <Busy words={t('reader_busy')} />}
      {opening.value && <Opening file={file} opening={opening.value} again={opening.reload} />}
    </section>
  );
};

interface OpeningProps {
  readonly file: File;
  readonly opening: FileOpening;
  /** A job can be gone through once. */
  readonly again: () => void;
}

const Opening = ({ file, opening, again }: OpeningProps) => {
  const keeper = useKeeper();
  const { state, run, cancel } = usePassage(file);
  const { name, size, time, sender, job } = opening;
  useEffect(() => () => void keeper.call('file.stop', { job }).catch(() => undefined), [keeper, job]);
  const press = (): void =>
    void run(name, (passage) =>
      openInto(passage, opening).catch((error) => {
        again();
        throw error;
      }),
    );
  return (
    <>
      <SenderLine sender={sender} />
      <p class="muted" data-testid="file-time" data-time={time}>
        {t('reader_time', [formatMoment(time, t('language_tag'))])}
      </p>
      <FileLine name={name} size={size} />
      {state.kind !== 'running' && state.kind !== 'saved' && (
        <>
          <p class="hint">{t('files_open_note')}</p>
          <div>
            <Button kind="main" onClick={press} testId="file-save">
              {t('files_open')}
            </Button>
          </div>
        </>
      )}
      <PassageLine
        state={state}
        size={file.size - opening.headBytes}
        doing={t('reader_busy')}
        done={(saved) => t('files_saved', [saved])}
        onCancel={cancel}
      />
    </>
  );
};
