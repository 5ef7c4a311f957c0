import { ClosedHint } from '../vault/closed-hint.tsx';
import { VaultGate } from '../vault/vault-gate.tsx';
import { PanelHome } from './panel-home.tsx';
import { useIntent } from './use-intent.ts';

/** The side panel: composer and reader where a page takes no frame, or where one likes it better. */
export const Panel = () => {
  const { known, received, drop } = useIntent();
  return (
    <VaultGate closed={(state) => <ClosedHint state={state} />}>
      {known && <PanelHome received={received} onDrop={drop} />}
    </VaultGate>
  );
};
