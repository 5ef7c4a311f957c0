import { useState } from 'preact/hooks';
import { useKeeper } from '../keeper-context.ts';
import { TwoPassphrases } from '../vault/passphrase/two-passphrases.tsx';
import { useChosenPassphrase } from '../vault/passphrase/use-chosen-passphrase.ts';
import { t } from '../words.ts';
import { PartFrame, toVault } from './part-frame.tsx';
import { ProveForm } from './prove-form.tsx';
import type { TellProps } from './tell-props.ts';

/** Another passphrase in the place of one. */
export const ChangePassphrase = ({ id, tell }: TellProps & { readonly id: string }) => {
  const keeper = useKeeper();
  const chosen = useChosenPassphrase();
  const [tried, setTried] = useState(false);
  return (
    <PartFrame title={t('change_passphrase_title')}>
      <p>{t('change_passphrase_about')}</p>
      <ProveForm
        submitWords={t('change_passphrase_submit')}
        busyWords={t('unlock_busy')}
        onCancel={toVault}
        testId="change-passphrase-submit"
        check={() => {
          setTried(true);
          return chosen.ready;
        }}
        act={async (proof) => {
          await keeper.call('slots.changePassphrase', { id, passphrase: chosen.passphrase, proof });
          tell({ words: t('change_passphrase_done') });
          toVault();
        }}
      >
        <TwoPassphrases
          chosen={chosen}
          label={t('change_passphrase_new')}
          hint={t('create_passphrase_hint')}
          personal={[]}
          tried={tried}
          testId="new-passphrase"
        />
      </ProveForm>
    </PartFrame>
  );
};
