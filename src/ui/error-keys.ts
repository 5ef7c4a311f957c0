/** Every error code that may reach a person, with the key of its words. */
export const errorKeys = {
  truncated: 'error_truncated',
  damaged: 'error_damaged',
  'newer-version': 'error_newer_version',
  'not-sealed-text': 'error_not_sealed_text',
  'not-sealed-file': 'error_not_sealed_file',
  'too-large': 'error_too_large',
  'not-for-me': 'error_not_for_me',
  'slot-tampered': 'error_slot_tampered',
  'body-tampered': 'error_body_tampered',
  'passphrase-needed': 'error_passphrase_needed',
  'passphrase-wrong': 'error_passphrase_wrong',
  'kdf-parameters': 'error_kdf_parameters',
  'card-signature': 'error_card_signature',
  'card-name': 'error_card_name',
  'card-dates': 'error_card_dates',
  'card-expired': 'error_card_expired',
  'card-changed': 'error_card_changed',
  'card-mine': 'error_card_mine',
  locked: 'error_locked',
  'vault-exists': 'error_vault_exists',
  'vault-missing': 'error_vault_missing',
  'vault-damaged': 'error_vault_damaged',
  'vault-busy': 'error_vault_busy',
  'record-damaged': 'error_record_damaged',
  'identity-damaged': 'error_identity_damaged',
  'storage-full': 'error_storage_full',
  'keeper-gone': 'error_keeper_gone',
  'background-silent': 'error_background_silent',
  'refused-sender': 'error_refused_sender',
  'invalid-message': 'error_invalid_message',
  'no-recipients': 'error_no_recipients',
  'contact-expired': 'error_contact_expired',
  'contact-unknown': 'error_contact_unknown',
  'name-taken': 'error_name_taken',
  'card-keys': 'error_card_keys',
  'too-many-recipients': 'error_too_many_recipients',
  'passphrase-empty': 'error_passphrase_empty',
  'sender-mismatch': 'error_sender_mismatch',
  'out-of-memory': 'error_out_of_memory',
  'vault-locked': 'error_locked',
  'storage-failed': 'error_storage_failed',
  'storage-blocked': 'error_storage_blocked',
  'authentication-failed': 'error_authentication_failed',
  'key-agreement-failed': 'error_key_agreement_failed',
  'too-many-streams': 'error_too_many_streams',
  'stream-closed': 'error_internal',
  'keeper-silent': 'error_keeper_silent',
  internal: 'error_internal',
} as const;

/** Codes whose words name a figure of the error's details. */
export const countedErrors = {
  wait: { key: 'error_wait', figure: 'seconds' },
} as const;

export type ErrorCode = keyof typeof errorKeys;

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorKeys, code);

export const isCountedError = (code: string): code is keyof typeof countedErrors => Object.hasOwn(countedErrors, code);
