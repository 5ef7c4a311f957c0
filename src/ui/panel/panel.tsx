import { ClosedHint } from '../vault/closed-hint.tsx';
import { VaultGate } from '../vault/vault-gate.tsx';
import { NoKeys } from './no-keys.tsx';
import { PanelHome } from './panel-home.tsx';
import { useElsewhere } from './use-elsewhere.ts';
import { useIntent } from './use-intent.ts';

/** The side panel: composer and reader where a page takes no frame, or where one likes it better. */
export const Panel = () => {
  const { known, received, drop } = useIntent();
  // Also while the vault is locked: what counts is where the panel was opened from, not where it is unlocked.
  const elsewhere = useElsewhere(received);
  return (
    <>
      <NoKeys round={received?.round ?? 0} />
      <VaultGate closed={(state) => <ClosedHint state={state} />}>
        {known && <PanelHome received={received} elsewhere={elsewhere} onDrop={drop} />}
      </VaultGate>
    </>
  );
};
