import type { ComponentChildren } from 'preact';
import { createContext } from 'preact';
import { useContext, useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { PublicStatus } from '../../bridge/status.ts';
import { Brand } from '../components/brand.tsx';
import { Busy } from '../components/busy.tsx';
import { Button } from '../components/button.tsx';
import { ErrorNotice } from '../components/error-notice.tsx';
import { WithSign } from '../sign/sign-context.tsx';
import type { VaultStatus } from '../use-status.ts';
import { useStatus } from '../use-status.ts';
import { t } from '../words.ts';
import { FinishingProvider, useAnew } from './leaving.ts';
import { UnlockForm } from './unlock-form.tsx';

const OpenVault = createContext<{ status: PublicStatus; refresh: () => void } | undefined>(undefined);

/** For views inside of an open vault: its deadline. */
export const useOpenVault = (): { status: PublicStatus; refresh: () => void } => {
  const vault = useContext(OpenVault);
  if (!vault) throw new Error('A view stands outside of the vault gate.');
  return vault;
};

interface VaultGateProps {
  /** Shown while there is no vault; `missing` tells the first run from the alarm. */
  readonly closed: (state: 'empty' | 'missing') => ComponentChildren;
  /** Shown over the question for the passphrase: why it is asked here. */
  readonly why?: ComponentChildren;
  /** Shown under the question for the passphrase. */
  readonly locked?: ComponentChildren;
  /** The person has unlocked in this very document. */
  readonly onUnlocked?: () => void;
  /** Shown while the vault is open. */
  readonly children: ComponentChildren;
}

/** Lets views see the vault only while it is open; else asks for what is needed first. */
export const VaultGate = ({ closed, why, locked, onUnlocked, children }: VaultGateProps) => {
  const vault = useStatus();
  const { status, refresh } = vault;
  const leaving = useLeaving(status?.state);
  const finish = useAnew(leaving);
  useArrival(status?.state);
  if (leaving) return null;
  if (!status) return <Waiting vault={vault} />;
  if (status.state === 'locked') {
    const done = (): void => {
      onUnlocked?.();
      refresh();
    };
    return (
      <Locked why={why} onDone={done}>
        {locked}
      </Locked>
    );
  }
  if (status.state !== 'unlocked') return <>{closed(status.state)}</>;
  return (
    <OpenVault.Provider value={{ status, refresh }}>
      <FinishingProvider value={finish}>
        <WithSign revision={status.revision}>{children}</WithSign>
      </FinishingProvider>
    </OpenVault.Provider>
  );
};

/**
 * The page starts again once its vault has closed: what was typed and shown here stays reachable for as long as the page
 * does, through the browser's own hold on forms and through closures that nobody meant to keep. Whether it is leaving.
 */
const useLeaving = (state: PublicStatus['state'] | undefined): boolean => {
  const wasOpen = useRef(false);
  const leaving = wasOpen.current && state !== undefined && state !== 'unlocked';
  useLayoutEffect(() => {
    if (state === 'unlocked') wasOpen.current = true;
  }, [state]);
  return leaving;
};

/** The form that made or opened the vault is gone, and the focus with it: it goes to what has come in its place. */
const useArrival = (state: PublicStatus['state'] | undefined): void => {
  const before = useRef(state);
  useEffect(() => {
    const came = state === 'unlocked' && before.current !== undefined && before.current !== state;
    before.current = state;
    if (came) document.querySelector('main')?.focus({ preventScroll: true });
  }, [state]);
};

const Waiting = ({ vault }: { readonly vault: VaultStatus }) => (
  <main class="page page-narrow stack">
    <Brand />
    {vault.error === undefined ? (
      <Busy words={t('common_loading')} />
    ) : (
      <ErrorNotice error={vault.error}>
        <div class="actions">
          <Button onClick={vault.refresh}>{t('common_retry')}</Button>
        </div>
      </ErrorNotice>
    )}
  </main>
);

interface LockedProps {
  readonly why: ComponentChildren;
  readonly onDone: () => void;
  readonly children: ComponentChildren;
}

const Locked = ({ why, onDone, children }: LockedProps) => (
  <main class="page page-narrow stack">
    <Brand />
    <h1>{t('unlock_title')}</h1>
    {why}
    <UnlockForm onDone={onDone} />
    {children}
  </main>
);
