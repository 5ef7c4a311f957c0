export { type CreateVaultOptions, createVault } from './create-vault.ts';
export { isSound, type VaultDamage } from './damage.ts';
export { databaseName, isEmpty, openDatabase, type VaultDatabase, vaultExists } from './database.ts';
export { eraseVault } from './erase-vault.ts';
export * from './errors.ts';
export { defaultKdfCost, fallbackKdfCost, type KdfCost, type KdfPolicy, kdfPolicy } from './kdf-policy.ts';
export type { ExportedKeyLabel } from './keys.ts';
export type { VaultLocks } from './locks.ts';
export type { RecordChange } from './prepare-write.ts';
export type { RecordId } from './record.ts';
export { type Codec, type Kept, openStore, type StoreDefinition, type TypedStore } from './store.ts';
export { type Contact, type ContactCard, contactStore } from './stores/contacts.ts';
export { type Draft, draftStore, findDraft, listDrafts, removeDraft, saveDraft } from './stores/drafts.ts';
export {
  checkIdentity,
  type Identity,
  identityChange,
  identityStore,
  loadIdentity,
  saveIdentity,
  wipeIdentity,
} from './stores/identity.ts';
export {
  changePreferences,
  defaultPreferences,
  loadPreferences,
  type Preferences,
  preferencesStore,
} from './stores/preferences.ts';
export { type UnlockVaultOptions, unlockVault } from './unlock-vault.ts';
export { type StoredRecord, Vault } from './vault.ts';
