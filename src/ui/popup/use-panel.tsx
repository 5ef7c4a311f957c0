import { openPanelHere } from '../../bridge/open-panel.ts';
import { Button } from '../components/button.tsx';
import { t } from '../words.ts';

const openPanel = async (): Promise<void> => {
  if (await openPanelHere()) window.close();
};

/** The way to write and read beside a page instead of in it. */
export const UsePanel = ({ kind = 'plain' }: { readonly kind?: 'main' | 'plain' }) => (
  <Button kind={kind} onClick={() => void openPanel()} testId="popup-panel">
    {t('popup_use_panel')}
  </Button>
);
