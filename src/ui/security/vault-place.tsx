import { t } from '../words.ts';
import { BackupState } from './backup-state.tsx';
import { SlotList } from './slot-list.tsx';
import type { TellProps } from './tell-props.ts';
import type { VaultPart } from './vault-part.ts';

/** The ways in, the copies, the key: all that keeps the vault shut for others and open for its owner. */
export const VaultPlace = ({ tell }: TellProps) => (
  <section class="stack">
    <h1>{t('vault_title')}</h1>
    <h2>{t('vault_ways')}</h2>
    <p class="muted">{t('vault_ways_about')}</p>
    <SlotList tell={tell} />
    <h3>{t('vault_add')}</h3>
    <p class="actions">
      <PartLink part="sheet" words={t('way_recovery')} />
      <PartLink part="add-passphrase" words={t('way_passphrase')} />
      <PartLink part="add-passkey" words={t('way_passkey')} />
      <PartLink part="add-pin" words={t('way_pin')} />
    </p>
    <h2>{t('sign_title')}</h2>
    <p>{t('sign_what')}</p>
    <p>
      <PartLink part="sign" words={t('sign_change')} />
    </p>
    <h2>{t('vault_backup')}</h2>
    <p>{t('vault_backup_about')}</p>
    <BackupState />
    <p class="actions">
      <PartLink part="export" words={t('export_title')} />
      <PartLink part="import" words={t('import_title')} />
    </p>
    <h2>{t('vault_key')}</h2>
    <p>{t('vault_key_about')}</p>
    <p>
      <PartLink part="rotate" words={t('rotate_title')} />
    </p>
  </section>
);

const PartLink = ({ part, words }: { readonly part: VaultPart; readonly words: string }) => (
  <a class="button button-plain" href={`#vault/${part}`} data-testid={`vault-${part}`}>
    {words}
  </a>
);
