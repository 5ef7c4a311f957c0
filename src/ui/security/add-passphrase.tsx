import { useState } from 'preact/hooks';
import { useKeeper } from '../keeper-context.ts';
import { TwoPassphrases } from '../vault/passphrase/two-passphrases.tsx';
import { useChosenPassphrase } from '../vault/passphrase/use-chosen-passphrase.ts';
import { t } from '../words.ts';
import { NameOfSlot } from './name-of-slot.tsx';
import { PartFrame, toVault } from './part-frame.tsx';
import { ProveForm } from './prove-form.tsx';
import type { TellProps } from './tell-props.ts';

/** Another passphrase, beside those that are there. */
export const AddPassphrase = ({ tell }: TellProps) => {
  const keeper = useKeeper();
  const chosen = useChosenPassphrase();
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  return (
    <PartFrame title={t('add_passphrase_title')}>
      <p>{t('add_passphrase_about')}</p>
      <ProveForm
        submitWords={t('add_passphrase_submit')}
        busyWords={t('unlock_busy')}
        onCancel={toVault}
        testId="add-passphrase-submit"
        check={() => {
          setTried(true);
          return chosen.ready;
        }}
        act={async (proof) => {
          await keeper.call('slots.addPassphrase', { passphrase: chosen.passphrase, name: name.trim(), proof });
          tell({ words: t('slot_added') });
          toVault();
        }}
      >
        <NameOfSlot value={name} onInput={setName} />
        <TwoPassphrases
          chosen={chosen}
          label={t('change_passphrase_new')}
          hint={t('create_passphrase_hint')}
          personal={[name]}
          tried={tried}
          testId="new-passphrase"
        />
      </ProveForm>
    </PartFrame>
  );
};
