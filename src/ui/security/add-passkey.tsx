import { useState } from 'preact/hooks';
import { useKeeper } from '../keeper-context.ts';
import { makePasskey } from '../vault/way/passkey.ts';
import { t } from '../words.ts';
import { NameOfSlot } from './name-of-slot.tsx';
import { PartFrame, toVault } from './part-frame.tsx';
import { ProveForm } from './prove-form.tsx';
import type { TellProps } from './tell-props.ts';

/** A passkey: a security key, or this device's own screen lock. Stands in the full page only. */
export const AddPasskey = ({ tell }: TellProps) => {
  const keeper = useKeeper();
  const [name, setName] = useState('');
  return (
    <PartFrame title={t('add_passkey_title')}>
      <p>{t('add_passkey_about')}</p>
      <ProveForm
        submitWords={t('add_passkey_submit')}
        busyWords={t('add_passkey_busy')}
        onCancel={toVault}
        testId="add-passkey-submit"
        act={async (proof, signal) => {
          const wish = await keeper.call('passkey.prepare', {});
          const made = await makePasskey(wish, name.trim() || 'Fieldseal', signal);
          await keeper.call('slots.addPasskey', { ...made, prfSalt: wish.prfSalt, name: name.trim(), proof });
          tell({ words: t('slot_added') });
          toVault();
        }}
      >
        <NameOfSlot value={name} onInput={setName} />
      </ProveForm>
    </PartFrame>
  );
};
