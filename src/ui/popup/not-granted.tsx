import { Button } from '../components/button.tsx';
import { siteName } from '../site-name.ts';
import { t } from '../words.ts';

interface NotGrantedProps {
  readonly origin: string;
  readonly busy: boolean;
  /** The person said no to the browser's question. */
  readonly refused: boolean;
  readonly onAllow: () => void;
}

/** Asks for the site; those who would rather not have the side panel, further down. */
export const NotGranted = ({ origin, busy, refused, onAllow }: NotGrantedProps) => (
  <div class="stack">
    <p role="status">{refused ? t('popup_site_refused') : t('popup_not_granted')}</p>
    <Button kind="main" busy={busy} onClick={onAllow} testId="popup-allow">
      {t('popup_allow', [siteName(origin)])}
    </Button>
  </div>
);
