import { ClosedHint } from '../vault/closed-hint.tsx';
import { VaultGate } from '../vault/vault-gate.tsx';
import { PopupHome } from './popup-home.tsx';

export interface PopupProps {
  /** Opens the browser's side panel. Must be called from a click. */
  readonly openPanel: () => void;
}

/** What the toolbar button opens. */
export const Popup = ({ openPanel }: PopupProps) => (
  <VaultGate closed={(state) => <ClosedHint state={state} />}>
    <PopupHome openPanel={openPanel} />
  </VaultGate>
);
