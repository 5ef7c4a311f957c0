import { AddPasskey } from './add-passkey.tsx';
import { AddPassphrase } from './add-passphrase.tsx';
import { AddPin } from './add-pin.tsx';
import { AddRecovery } from './add-recovery.tsx';
import { ChangeSign } from './change-sign.tsx';
import { ExportVault } from './export-vault.tsx';
import { ImportVault } from './import-vault.tsx';
import { RotateKey } from './rotate-key.tsx';
import type { TellProps } from './tell-props.ts';
import type { VaultPart } from './vault-part.ts';

/** The view of one part below “Vault”. */
export const VaultPartView = ({ part, tell }: TellProps & { readonly part: VaultPart }) => {
  switch (part) {
    case 'add-passphrase':
      return <AddPassphrase tell={tell} />;
    case 'add-pin':
      return <AddPin tell={tell} />;
    case 'add-passkey':
      return <AddPasskey tell={tell} />;
    case 'sheet':
      return <AddRecovery tell={tell} />;
    case 'export':
      return <ExportVault />;
    case 'import':
      return <ImportVault />;
    case 'rotate':
      return <RotateKey tell={tell} />;
    case 'sign':
      return <ChangeSign tell={tell} />;
  }
};
