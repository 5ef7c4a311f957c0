import { t } from '../words.ts';

/** Hex digits in fours, to be read by people. */
const inFours = (hex: string): string => hex.replace(/(.{4})(?=.)/g, '$1 ');

interface VaultFactsProps {
  /** 32 hex digits. */
  readonly vaultId: string;
  readonly counter: number;
  /** What the count is good for. */
  readonly hint: string;
  /** When this stood; absent for now. */
  readonly date?: string;
}

/** By what a vault and its state are told from others: on the recovery sheet, and in the vault to compare with it. */
export const VaultFacts = ({ vaultId, counter, hint, date }: VaultFactsProps) => (
  <dl class="facts">
    <dt>{t('sheet_vault')}</dt>
    <dd class="digits" dir="ltr" translate={false}>
      {inFours(vaultId)}
    </dd>
    {date !== undefined && (
      <>
        <dt>{t('sheet_date')}</dt>
        <dd>{date}</dd>
      </>
    )}
    <dt>{t('sheet_counter')}</dt>
    <dd>
      <span data-testid="vault-counter">{counter}</span> <span class="hint">{hint}</span>
    </dd>
  </dl>
);
