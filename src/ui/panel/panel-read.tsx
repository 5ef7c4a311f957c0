import { useState } from 'preact/hooks';
import type { PanelIntent } from '../../bridge/views.ts';
import { Button } from '../components/button.tsx';
import { OpenByHand } from '../text/open-by-hand.tsx';
import { TokenView } from '../text/token-view.tsx';
import { t } from '../words.ts';

/** The reader of the panel: what the page handed over, or what is pasted. */
export const PanelRead = ({ intent }: { readonly intent: PanelIntent | undefined }) => {
  const [byHand, setByHand] = useState(false);
  if (byHand || intent?.kind !== 'open' || intent.token === undefined) return <OpenByHand />;
  return (
    <div class="stack">
      <TokenView token={intent.token} foundOn={intent.origin} />
      <div>
        <Button onClick={() => setByHand(true)} testId="panel-read-another">
          {t('panel_clear')}
        </Button>
      </div>
    </div>
  );
};
