/** What the part “Vault” of the full page leads to. */
export const vaultParts = [
  'add-passphrase',
  'add-pin',
  'add-passkey',
  'sheet',
  'export',
  'import',
  'rotate',
  'sign',
] as const;
export type VaultPart = (typeof vaultParts)[number];

export const isVaultPart = (name: string): name is VaultPart => (vaultParts as readonly string[]).includes(name);
