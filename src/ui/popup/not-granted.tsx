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

/** Asks for the site, and says before what the browser will say. */
export const NotGranted = ({ origin, busy, refused, onAllow }: NotGrantedProps) => (
  <div class="stack" data-testid={refused ? 'site-refused' : 'site-not-granted'}>
    <p role="status">{refused ? t('site_refused', [siteName(origin)]) : t('site_off', [siteName(origin)])}</p>
    <p class="hint">{t('site_prompt')}</p>
    <Button kind="main" busy={busy} onClick={onAllow} testId="popup-allow">
      {t('popup_allow', [siteName(origin)])}
    </Button>
  </div>
);
