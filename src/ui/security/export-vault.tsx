import { useState } from 'preact/hooks';
import type { ExportView } from '../../bridge/transfer-views.ts';
import type { WayIn } from '../../bridge/views.ts';
import { Arrival } from '../components/arrival.tsx';
import { Notice } from '../components/notice.tsx';
import { useKeeper } from '../keeper-context.ts';
import { TwoPassphrases } from '../vault/passphrase/two-passphrases.tsx';
import { useChosenPassphrase } from '../vault/passphrase/use-chosen-passphrase.ts';
import { useWeaker } from '../vault/passphrase/use-weaker.ts';
import { WeakerChoice } from '../vault/passphrase/weaker-choice.tsx';
import { t } from '../words.ts';
import { PartFrame, toVault } from './part-frame.tsx';
import { ProveForm } from './prove-form.tsx';
import { SaveFile } from './save-file.tsx';

/** All of the vault in one file, under a passphrase of its own. */
export const ExportVault = () => {
  const [made, setMade] = useState<ExportView>();
  return (
    <PartFrame title={t('export_title')}>
      {made ? (
        <Arrival>
          <Notice kind="good" role="status" title={t('export_done')} testId="export-done">
            <p>{t('export_done_what')}</p>
            {made.damaged > 0 && <p>{t('export_damaged', made.damaged)}</p>}
            <SaveFile made={made} />
          </Notice>
        </Arrival>
      ) : (
        <ExportForm onMade={setMade} />
      )}
    </PartFrame>
  );
};

const ExportForm = ({ onMade }: { readonly onMade: (made: ExportView) => void }) => {
  const keeper = useKeeper();
  const chosen = useChosenPassphrase();
  const weaker = useWeaker();
  const [tried, setTried] = useState(false);
  const make = async (proof: WayIn): Promise<void> => {
    const { passphrase } = chosen;
    onMade(await weaker.attempt((agreed) => keeper.call('export.make', { passphrase, proof, weaker: agreed })));
  };
  return (
    <>
      <p>{t('export_about')}</p>
      <ProveForm
        submitWords={t('export_submit')}
        busyWords={t('export_busy')}
        onCancel={toVault}
        testId="export-submit"
        check={() => {
          setTried(true);
          return chosen.ready;
        }}
        act={make}
      >
        <TwoPassphrases
          chosen={chosen}
          label={t('export_passphrase')}
          hint={t('export_passphrase_hint')}
          personal={[]}
          tried={tried}
          testId="export-passphrase"
        />
        <WeakerChoice weaker={weaker} />
      </ProveForm>
    </>
  );
};
