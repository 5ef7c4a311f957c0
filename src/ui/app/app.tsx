import { useEffect, useRef, useState } from 'preact/hooks';
import { Toast, type ToastMessage } from '../components/toast.tsx';
import { DamageAlarm } from '../vault/damage-alarm.tsx';
import { FirstRun } from '../vault/first-run.tsx';
import { Missing } from '../vault/missing.tsx';
import { useOpenVault, VaultGate } from '../vault/vault-gate.tsx';
import { t } from '../words.ts';
import { AppView } from './app-view.tsx';
import { Nav } from './nav.tsx';
import { useRoute } from './use-route.ts';

/** The full page: everything Fieldseal has to show, by parts. */
export const App = () => (
  <VaultGate closed={(state) => (state === 'empty' ? <FirstRun onDone={welcome} /> : <Missing onDone={welcome} />)}>
    <Opened />
  </VaultGate>
);

const welcome = (): void => {
  location.hash = 'welcome';
};

const Opened = () => {
  const route = useRoute();
  const { status } = useOpenVault();
  const main = useRef<HTMLElement>(null);
  const [toast, setToast] = useState<ToastMessage>();
  const where = JSON.stringify(route);
  const before = useRef(where);
  useEffect(() => {
    // After a change of place the focus follows, so that the next Tab and the screen reader start there.
    if (before.current !== where) main.current?.focus();
    before.current = where;
  }, [where]);
  return (
    <>
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        {t('nav_skip')}
      </button>
      <Nav route={route} />
      <main class="page" id="main" tabIndex={-1} ref={main}>
        <DamageAlarm status={status} />
        <AppView key={where} route={route} tell={setToast} />
      </main>
      <Toast message={toast} onDismiss={() => setToast(undefined)} />
    </>
  );
};
