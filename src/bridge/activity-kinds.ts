/**
 * Everything the activity log tells of. A view has words for each, and shows one it does not know as it is: a later
 * version may have written it. What an event is about (`subject`) stands beside it; `way` is the kind of a slot.
 */
export const activityKinds = [
  // Told by the vault itself.
  'vault-created',
  /** Subject: way, name. */
  'unlocked',
  /** While it was locked. Subject: way. */
  'unlock-failed',
  /** Fieldseal ended before it was clear whether it was right. Subject: way. */
  'unlock-interrupted',
  /** Subject: how many more there were than could be kept. */
  'unlock-failed-more',
  /** What was noted of failed attempts was changed or removed. */
  'attempts-unproven',
  /** Subject: from and to which format. */
  'vault-upgraded',
  /** Subject: the slot's name. */
  'passphrase-strengthened',
  /** An older copy of the vault was put back. Subject: the state that had been seen. */
  'vault-rolled-back',
  /** Another copy of the vault was put in its place. Subject: the same. */
  'vault-forked',
  /** Subject: way, name. */
  'slot-added',
  /** Subject: way, name. */
  'slot-removed',
  /** Subject: the number of the new key. */
  'vault-key-changed',
  'activity-repaired',
  /** Lost parts of the table of contents were made anew. Subject: how many records were kept, and how many were lost. */
  'vault-rebuilt',
  /** Subject: how many records. */
  'exported',
  /** Subject: how many records were added or changed. */
  'imported',
  // Told by the keeper. Subject: the slot's name, or the contact's, or the site.
  'passphrase-changed',
  /** The person goes on with an older copy. Subject: its state. */
  'vault-state-accepted',
  /** What tells older copies was damaged, and begun again. Subject: the vault's state. */
  'witness-renewed',
  'text-sealed',
  'text-opened',
  /** Subject: the file's name. */
  'file-sealed',
  'file-opened',
  'identity-renamed',
  'contact-added',
  'contact-card-renewed',
  'contact-key-added',
  'contact-keys-changed',
  'contact-verified',
  'contact-unverified',
  'contact-renamed',
  'contact-removed',
  'contact-restored',
] as const;

export type ActivityKind = (typeof activityKinds)[number];
