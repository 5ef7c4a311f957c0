import { useEffect, useState } from 'preact/hooks';
import type { ImportPreview, ImportResult } from '../../bridge/transfer-views.ts';
import { Arrival } from '../components/arrival.tsx';
import { Notice } from '../components/notice.tsx';
import { useKeeper } from '../keeper-context.ts';
import { t } from '../words.ts';
import { ImportChoices } from './import-choices.tsx';
import { ImportFile } from './import-file.tsx';
import { PartFrame } from './part-frame.tsx';

/** Takes in an exported file: first what is in it, then what to do where both sides differ, then the result. */
export const ImportVault = () => {
  const keeper = useKeeper();
  const [preview, setPreview] = useState<ImportPreview>();
  const [result, setResult] = useState<ImportResult>();
  useEffect(() => {
    // A person who leaves does not want it; a locked vault has let go of it already.
    return () => void keeper.call('import.drop', {}).catch(() => undefined);
  }, [keeper]);
  return (
    <PartFrame title={t('import_title')}>
      {result && (
        <Arrival>
          <Notice kind="good" role="status" title={t('import_done')} testId="import-done">
            {t('import_added', result.added)} {t('import_merged', result.merged)}
          </Notice>
        </Arrival>
      )}
      {!result && preview && (
        <Arrival>
          <ImportChoices preview={preview} onDone={setResult} onDrop={() => setPreview(undefined)} />
        </Arrival>
      )}
      {!result && !preview && <ImportFile onPreview={setPreview} />}
    </PartFrame>
  );
};
