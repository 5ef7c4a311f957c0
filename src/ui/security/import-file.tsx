import { useState } from 'preact/hooks';
import { maxExportBytes } from '../../bridge/keeper-commands.ts';
import type { ImportPreview } from '../../bridge/transfer-views.ts';
import { Busy } from '../components/busy.tsx';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { FileField } from '../components/file-field.tsx';
import { PassphraseField } from '../components/passphrase-field.tsx';
import { useKeeper } from '../keeper-context.ts';
import { useTask } from '../use-task.ts';
import { focusFirstProblem } from '../vault/focus-first-problem.ts';
import { t } from '../words.ts';

interface ImportFileProps {
  readonly onPreview: (preview: ImportPreview) => void;
}

/** What stands against a file before it is read. */
const fileProblem = (file: File | undefined): string | undefined => {
  if (!file) return t('import_no_file');
  return file.size > maxExportBytes ? t('error_too_large') : undefined;
};

/** The file and its passphrase. Nothing is taken from it yet. */
export const ImportFile = ({ onPreview }: ImportFileProps) => {
  const keeper = useKeeper();
  const [file, setFile] = useState<File>();
  const [passphrase, setPassphrase] = useState('');
  const [tried, setTried] = useState(false);
  const problem = fileProblem(file);
  const look = useTask(async (chosen: File) => {
    const bytes = new Uint8Array(await chosen.arrayBuffer());
    onPreview(await keeper.call('import.preview', { file: bytes, passphrase }));
  });
  const submit = (submitting: SubmitEvent): void => {
    submitting.preventDefault();
    setTried(true);
    if (file && problem === undefined && passphrase !== '') void look.run(file);
    else focusFirstProblem(submitting.currentTarget as HTMLFormElement);
  };
  return (
    <form class="stack" onSubmit={submit} onInput={look.clear} noValidate>
      <p>{t('import_about')}</p>
      <FileField
        label={t('import_file')}
        onChoose={setFile}
        problem={tried ? problem : undefined}
        testId="import-file"
      />
      <PassphraseField
        label={t('import_passphrase')}
        hint={t('import_passphrase_hint')}
        value={passphrase}
        onInput={setPassphrase}
        problem={tried && passphrase === '' ? t('error_passphrase_empty') : undefined}
        testId="import-passphrase"
      />
      <ErrorNotice error={look.error} />
      <div>
        <Button kind="main" type="submit" busy={look.busy} testId="import-look">
          {t('import_look')}
        </Button>
        {look.busy && <Busy words={t('import_busy')} />}
      </div>
    </form>
  );
};
