import { callBackground } from '../../bridge/background-client.ts';
import { draftKey } from '../../bridge/draft-key.ts';
import type { PanelIntent } from '../../bridge/views.ts';
import { HandComposer } from '../text/hand-composer.tsx';
import type { Sealed } from '../text/use-seal-attempt.ts';

const insert = ({ token, requestId }: Sealed) => callBackground('panel.insert', { token, requestId });

/** Where the panel keeps what is written without a field of a page. */
const ownPlace = { key: 'fieldseal panel', origin: '' };

/** The composer of the panel. For a field of a page it uses the draft that the frame there would use. */
export const PanelWrite = ({ intent }: { readonly intent: PanelIntent | undefined }) => {
  if (intent?.kind !== 'compose') return <HandComposer place={ownPlace} insert={insert} />;
  const { origin, fieldKey, maxLength, site } = intent;
  return (
    <HandComposer place={{ key: draftKey(origin, fieldKey), origin }} insert={insert} limits={{ maxLength, site }} />
  );
};
