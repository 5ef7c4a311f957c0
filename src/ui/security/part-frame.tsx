import type { ComponentChildren } from 'preact';
import { t } from '../words.ts';

interface PartFrameProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

/** Leads back to the list of ways in. */
export const toVault = (): void => {
  location.hash = 'vault';
};

/** A page below “Vault”. */
export const PartFrame = ({ title, children }: PartFrameProps) => (
  <section class="stack">
    <div>
      <a class="back" href="#vault">
        ← {t('vault_back')}
      </a>
    </div>
    <h1>{title}</h1>
    {children}
  </section>
);
