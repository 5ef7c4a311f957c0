import type { SheetView } from '../../bridge/views.ts';
import { Brand } from '../components/brand.tsx';
import { QrCode } from '../components/qr-code.tsx';
import { formatMoment } from '../time.ts';
import { t } from '../words.ts';
import { VaultFacts } from './vault-facts.tsx';

/** The recovery sheet: all that opens this vault where everything else is lost. It is what gets printed. */
export const Sheet = ({ sheet: { groups, vaultId, date, counter } }: { readonly sheet: SheetView }) => (
  <article class="sheet panel stack" data-testid="sheet">
    <Brand />
    <h2>{t('sheet_title')}</h2>
    <p>{t('sheet_keep')}</p>
    <div class="sheet-key">
      <ol class="groups" dir="ltr" translate={false} aria-label={t('way_recovery')} data-testid="sheet-groups">
        {groups.map((group, index) => (
          <li key={`${index}-${group}`}>{group}</li>
        ))}
      </ol>
      <figure class="sheet-qr">
        <QrCode text={groups.join('-')} label={t('sheet_qr')} />
        <figcaption class="hint" aria-hidden="true">
          {t('sheet_qr')}
        </figcaption>
      </figure>
    </div>
    <p class="hint">{t('sheet_letters')}</p>
    <VaultFacts
      vaultId={vaultId}
      counter={counter}
      hint={t('sheet_counter_what')}
      date={formatMoment(date, t('language_tag'))}
    />
    <p>{t('sheet_use')}</p>
  </article>
);
