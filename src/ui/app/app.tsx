import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PublicStatus } from '../../bridge/status.ts';
import type { WayIn } from '../../bridge/views.ts';
import { Toast } from '../components/toast.tsx';
import { BackupReminder } from '../security/backup-reminder.tsx';
import { SignReminder } from '../sign/sign-reminder.tsx';
import { Alarms } from '../vault/alarms.tsx';
import { FirstRun } from '../vault/first-run.tsx';
import { Missing } from '../vault/missing.tsx';
import { StartOver } from '../vault/start-over.tsx';
import { useOpenVault, VaultGate } from '../vault/vault-gate.tsx';
import { t } from '../words.ts';
import { AppView } from './app-view.tsx';
import { Nav } from './nav.tsx';
import { parseRoute, type Route } from './route.ts';
import { useRoute } from './use-route.ts';
import { useToast } from './use-toast.ts';

/** The full page: everything Fieldseal has to show, by parts. */
export const App = () => {
  const [proof, setProof] = useState<WayIn>();
  const begin = (passphrase: string): void => {
    setProof({ kind: 'passphrase', passphrase });
    location.hash = 'sign';
  };
  const forget = useCallback(() => setProof(undefined), []);
  const [unlockedHere, setUnlockedHere] = useState(false);
  return (
    <VaultGate
      closed={(state) => (state === 'empty' ? <FirstRun onDone={begin} /> : <Missing onDone={begin} />)}
      why={
        parseRoute(location.hash).view === 'unlock' && (
          <p role="status" data-testid="popup-gone">
            {t('popup_gone')}
          </p>
        )
      }
      locked={<StartOver onDone={begin} />}
      onUnlocked={() => setUnlockedHere(true)}
    >
      <Opened proof={proof} forget={forget} unlockedHere={unlockedHere} />
    </VaultGate>
  );
};

interface OpenedProps {
  readonly proof: WayIn | undefined;
  /** The passphrase is kept no longer than the first steps need it. */
  readonly forget: () => void;
  readonly unlockedHere: boolean;
}

const Opened = ({ proof, forget, unlockedHere }: OpenedProps) => {
  const route = useRoute();
  const { status } = useOpenVault();
  const main = useRef<HTMLElement>(null);
  const { toast, tell, moved } = useToast();
  const where = JSON.stringify(route);
  const before = useRef(where);
  useLayoutEffect(() => {
    // After a change of place the focus follows, so that the next Tab and the screen reader start there.
    if (before.current === where) return;
    before.current = where;
    main.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
    moved();
  }, [where, moved]);
  useEffect(() => {
    if (route.view !== 'sign' && route.view !== 'start') forget();
  }, [route.view, forget]);
  useEffect(() => forget, [forget]);
  const calm = reminds(route) && !isDamaged(status);
  return (
    <>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        {t('nav_skip')}
      </button>
      <Nav route={route} />
      <main class="page" id="main" tabIndex={-1} ref={main}>
        <Alarms status={status} />
        {calm && <SignReminder />}
        {calm && <BackupReminder />}
        <AppView key={where} route={route} tell={tell} proof={proof} unlockedHere={unlockedHere} />
      </main>
      <Toast message={toast} onDismiss={() => tell(undefined)} />
    </>
  );
};

/** What is to be done then comes before all reminders. */
const isDamaged = ({ rebuildable, identityDamaged }: PublicStatus): boolean => Boolean(rebuildable || identityDamaged);

/** Only where the person looks around: nobody is interrupted while writing or reading. */
const reminds = ({ view }: Route): boolean => view === 'contacts' || view === 'vault' || view === 'settings';
