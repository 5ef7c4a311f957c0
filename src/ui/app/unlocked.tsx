import { useEffect } from 'preact/hooks';
import { goBack } from '../../bridge/former-tab.ts';
import { isSound } from '../vault/is-sound.ts';
import { useOpenVault } from '../vault/vault-gate.tsx';
import { t } from '../words.ts';

/**
 * In a tab that came up by itself to unlock in: leads back to where the person was. Only `here`: who unlocks elsewhere may
 * have a part of a passphrase in this tab still, and may type on.
 */
export const Unlocked = ({ here }: { readonly here: boolean }) => {
  const { status } = useOpenVault();
  const leaves = here && isSound(status);
  useEffect(() => {
    if (leaves) void goBack().catch(() => undefined);
  }, [leaves]);
  useEffect(() => {
    // Once it is locked again, there is no popup that has closed.
    history.replaceState(history.state, '', location.pathname);
  }, []);
  return (
    <section class="stack" data-testid="unlocked-here">
      <h1>{t('state_unlocked')}</h1>
    </section>
  );
};
