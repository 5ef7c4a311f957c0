import type { ActivityKind } from '../../bridge/activity-kinds.ts';
import type { ActivityEventView } from '../../bridge/activity-views.ts';
import { slotKindWords } from '../security/slot-words.ts';
import { siteName } from '../site-name.ts';
import { t } from '../words.ts';

/** Of subjects that say which way in, and its name after a space. */
const wayOf = (subject: string): string => {
  const [kind = '', ...name] = subject.split(' ');
  const known = kind === 'password' || kind === 'recovery' || kind === 'passkey' || kind === 'pin';
  if (!known) return subject;
  const words = slotKindWords(kind);
  return name.length === 0 || name.join('') === '' ? words : `${words} (${name.join(' ')})`;
};

const nameOr = (subject: string): string => (subject === '' ? t('activity_no_name') : subject);

/** The name of a contact who wrote it; of a text of one's own the site that it was written for. */
const openedWords = (subject: string): string => {
  if (subject === '') return t('event_text_opened');
  return isOrigin.test(subject)
    ? t('event_text_opened_place', [siteName(subject)])
    : t('event_text_opened_from', [subject]);
};
const isOrigin = /^https?:\/\/[^\s/]+$/;

const rebuiltWords = (counts: string): string => {
  const [kept = '', lost = ''] = counts.split(' ');
  return t('event_vault_rebuilt', [kept, lost]);
};

const words: Record<ActivityKind, (subject: string) => string> = {
  'vault-created': () => t('event_vault_created'),
  unlocked: (way) => t('event_unlocked', [wayOf(way)]),
  'unlock-failed': (way) => t('event_unlock_failed', [wayOf(way)]),
  'unlock-interrupted': (way) => t('event_unlock_interrupted', [wayOf(way)]),
  'unlock-failed-more': (count) => t('event_unlock_failed_more', Number(count)),
  'attempts-unproven': () => t('event_attempts_unproven'),
  'vault-upgraded': () => t('event_vault_upgraded'),
  'passphrase-strengthened': () => t('event_passphrase_strengthened'),
  'vault-rolled-back': () => t('event_vault_rolled_back'),
  'vault-forked': () => t('event_vault_forked'),
  'vault-state-accepted': () => t('event_vault_state_accepted'),
  'witness-renewed': () => t('event_witness_renewed'),
  'slot-added': (way) => t('event_slot_added', [wayOf(way)]),
  'slot-removed': (way) => t('event_slot_removed', [wayOf(way)]),
  'vault-key-changed': () => t('event_vault_key_changed'),
  'activity-repaired': () => t('event_activity_repaired'),
  'vault-rebuilt': rebuiltWords,
  'passphrase-changed': () => t('event_passphrase_changed'),
  'text-sealed': (site) => (site === '' ? t('event_text_sealed') : t('event_text_sealed_for', [siteName(site)])),
  'text-opened': openedWords,
  'file-sealed': (name) => t('event_file_sealed', [nameOr(name)]),
  'file-opened': (name) => t('event_file_opened', [nameOr(name)]),
  'identity-renamed': (name) => t('event_identity_renamed', [nameOr(name)]),
  'contact-added': (name) => t('event_contact_added', [nameOr(name)]),
  'contact-card-renewed': (name) => t('event_contact_card_renewed', [nameOr(name)]),
  'contact-key-added': (name) => t('event_contact_key_added', [nameOr(name)]),
  'contact-keys-changed': (name) => t('event_contact_keys_changed', [nameOr(name)]),
  'contact-verified': (name) => t('event_contact_verified', [nameOr(name)]),
  'contact-unverified': (name) => t('event_contact_unverified', [nameOr(name)]),
  'contact-renamed': (name) => t('event_contact_renamed', [nameOr(name)]),
  'contact-removed': (name) => t('event_contact_removed', [nameOr(name)]),
  'contact-restored': (name) => t('event_contact_restored', [nameOr(name)]),
  exported: () => t('event_exported'),
  imported: () => t('event_imported'),
};

const isKnown = (kind: string): kind is ActivityKind => Object.hasOwn(words, kind);

/** What happened, in a sentence. What a later version wrote is shown as it is. */
export const eventWords = ({ kind, subject }: Pick<ActivityEventView, 'kind' | 'subject'>): string =>
  isKnown(kind) ? words[kind](subject) : t('event_unknown', [`${kind} ${subject}`.trim()]);

const alarming: ReadonlySet<string> = new Set<ActivityKind>([
  'attempts-unproven',
  'vault-rolled-back',
  'vault-forked',
  'activity-repaired',
]);

/** Somebody was at the vault who should not have been. */
export const isAlarming = (kind: string): boolean => alarming.has(kind);
