import { ErrorNotice } from '../components/error-notice.tsx';
import { useKeeper } from '../keeper-context.ts';
import { formatMoment } from '../time.ts';
import { useLoaded } from '../use-loaded.ts';
import { t } from '../words.ts';
import { VaultFacts } from './vault-facts.tsx';

/** When the vault was last exported from here, and what to compare a recovery sheet with. */
export const BackupState = () => {
  const keeper = useKeeper();
  const backup = useLoaded(() => keeper.call('backup.status', {}), [keeper]);
  if (!backup.value) return <ErrorNotice error={backup.error} />;
  const { lastExport, vaultId, counter } = backup.value;
  return (
    <>
      <p data-testid="last-export">
        {lastExport === undefined ? t('backup_never') : t('backup_last', [formatMoment(lastExport, t('language_tag'))])}
      </p>
      <VaultFacts vaultId={vaultId} counter={counter} hint={t('vault_counter_what')} />
    </>
  );
};
