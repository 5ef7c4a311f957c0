import { ClosedHint } from '../vault/closed-hint.tsx';
import { VaultGate } from '../vault/vault-gate.tsx';
import { PopupHome } from './popup-home.tsx';

/** What the toolbar button opens. */
export const Popup = () => (
  <VaultGate closed={(state) => <ClosedHint state={state} />}>
    <PopupHome />
  </VaultGate>
);
