import type { Opened } from './views.ts';

/** A sealed text that was opened to be changed. */
export interface Editable {
  readonly opened: Opened;
  /** Contacts that it is for, or from: ids. */
  readonly to: readonly string[];
  /** Readers who are not among them: of my own text they are no contacts, of somebody else's they cannot be told. */
  readonly others: number;
  /** A passphrase opens it, too. */
  readonly passphrase: boolean;
}

/** Whom an answer to some sealed texts could be for. Hints are no proof, and a page may show whatever texts it likes. */
export interface Participants {
  /** Contacts: ids. */
  readonly people: readonly string[];
  /** Readers of one of my own texts who are no contacts: of the text that has most. */
  readonly unknown: number;
  /** A text of a contact's has further readers, and does not tell who they are. */
  readonly hidden: boolean;
  /** How many of the texts say nothing to me: others wrote them for others, or are no contacts. */
  readonly foreign: number;
}
