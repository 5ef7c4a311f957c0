import { useState } from 'preact/hooks';
import { sealedFileEnding } from '../../bridge/file-views.ts';
import { onlyMe } from '../../bridge/only-me.ts';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { ProblemLine } from '../text/problem-line.tsx';
import { RecipientPicker } from '../text/recipient-picker.tsx';
import { useContacts } from '../text/use-contacts.ts';
import { t } from '../words.ts';
import { FileLine } from './file-line.tsx';
import { sealInto } from './pass-through.ts';
import { PassageLine } from './passage-line.tsx';
import { usePassage } from './use-passage.ts';

/** Who may open the file, and the button that seals it. */
export const SealFile = ({ file }: { readonly file: File }) => {
  const contacts = useContacts();
  const [chosen, setChosen] = useState<readonly string[]>();
  const [tried, setTried] = useState(false);
  const { state, run, cancel } = usePassage(file);
  const to = chosen ?? (contacts.value?.length === 0 ? [onlyMe] : []);
  const press = (): void => {
    setTried(true);
    if (to.length > 0) void run(`${file.name}${sealedFileEnding}`, (passage) => sealInto(passage, to));
  };
  const finished = state.kind === 'saved';
  return (
    <section class="stack" aria-labelledby="files-seal">
      <h2 id="files-seal">{t('files_seal_title')}</h2>
      <FileLine name={file.name} size={file.size} />
      <ErrorNotice error={contacts.error} />
      {state.kind !== 'running' && !finished && (
        <>
          <RecipientPicker contacts={contacts.value ?? []} chosen={to} onChoose={setChosen} />
          <p class="hint">{t('files_seal_note')}</p>
          <ProblemLine problem={tried && to.length === 0 ? 'no-recipients' : undefined} />
          <div>
            <Button kind="main" onClick={press} testId="file-seal">
              {t('files_seal')}
            </Button>
          </div>
        </>
      )}
      <PassageLine
        state={state}
        size={file.size}
        doing={t('files_sealing')}
        done={(name) => t('files_sealed', [name])}
        onCancel={cancel}
      />
    </section>
  );
};
