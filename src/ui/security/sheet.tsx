import type { SheetView } from '../../bridge/views.ts';
import { Brand } from '../components/brand.tsx';
import { QrCode } from '../components/qr-code.tsx';
import { formatMoment } from '../time.ts';
import { t } from '../words.ts';

/** Hex digits in fours, to be read by people. */
const inFours = (hex: string): string => hex.replace(/(.{4})(?=.)/g, '$1 ');

/** The emergency sheet: all that opens this vault where everything else is lost. It is what gets printed. */
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
    <dl class="facts">
      <dt>{t('sheet_vault')}</dt>
      <dd class="digits" dir="ltr" translate={false}>
        {inFours(vaultId)}
      </dd>
      <dt>{t('sheet_date')}</dt>
      <dd>{formatMoment(date, t('language_tag'))}</dd>
      <dt>{t('sheet_counter')}</dt>
      <dd>
        {counter} <span class="hint">{t('sheet_counter_what')}</span>
      </dd>
    </dl>
    <p>{t('sheet_use')}</p>
  </article>
);
