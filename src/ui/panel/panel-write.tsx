import { callBackground } from '../../bridge/background-client.ts';
import { draftKey } from '../../bridge/draft-key.ts';
import { type FieldReport, readFieldBeside } from '../../bridge/field-line.ts';
import type { PanelIntent } from '../../bridge/views.ts';
import { Busy } from '../components/busy.tsx';
import { useBeginning } from '../field/use-beginning.ts';
import type { Begun } from '../field/use-begun.ts';
import { HandComposer } from '../text/hand-composer.tsx';
import type { Sealed } from '../text/use-seal-attempt.ts';
import { t } from '../words.ts';

const insert = ({ token, requestId, undo }: Sealed & Pick<Begun, 'undo'>) =>
  callBackground('panel.insert', { token, requestId, undo });

/** Where the panel keeps what is written without a field of a page. */
const ownPlace = { key: 'fieldseal panel', origin: '' };

/** Milliseconds. The panel opens at once, while the field is still being looked for. */
const patience = 2_000;
const step = 100;

/** What is in the field that the tab remembers; undefined where there is none in time. */
const readField = async (): Promise<FieldReport | undefined> => {
  for (let waited = 0; waited < patience; waited += step) {
    const place = await callBackground('panel.field', {});
    const report = place ? await readFieldBeside(place.tabId, place.documentId) : undefined;
    if (report) return report;
    await new Promise((resolve) => setTimeout(resolve, step));
  }
  return undefined;
};

/** The composer of the panel. */
export const PanelWrite = ({ intent }: { readonly intent: PanelIntent | undefined }) =>
  intent?.kind === 'compose' ? <ForField intent={intent} /> : <HandComposer place={ownPlace} insert={insert} />;

/** For a field of a page it uses the draft that the frame there would use. */
const ForField = ({ intent }: { readonly intent: PanelIntent }) => {
  const beginning = useBeginning(readField);
  if (!beginning) return <Busy words={t('common_loading')} />;
  const { origin, maxLength, site } = intent;
  const key = draftKey(origin, beginning.fieldKey ?? intent.fieldKey);
  return <HandComposer place={{ key, origin }} insert={insert} beginning={beginning} limits={{ maxLength, site }} />;
};
