import { contactsOf } from '../../bridge/only-me.ts';
import type { SiteHint } from '../../bridge/site-report.ts';
import type { ContactView } from '../../bridge/views.ts';
import { MAX_INTRODUCTIONS, sealedLength } from '../../bytes/sealed-length.ts';
import type { DraftText } from './use-draft.ts';

/** What is known of how much a field takes. */
export interface RoomLimits {
  readonly maxLength?: number | undefined;
  readonly site?: SiteHint | undefined;
}

/** How much of what a field takes the sealed text will need. Characters. */
export interface Room {
  readonly taken: number;
  /** What the shortest text for these readers would need. */
  readonly least: number;
  readonly most: number;
  /** Messages that the site makes of it. */
  readonly messages: number;
}

/** What else decides how long the sealed text gets. */
interface RoomParts {
  /** Of those it is for, who has answered. */
  readonly contacts: readonly ContactView[];
  readonly passphrases?: number;
}

const mostOf = ({ maxLength, site }: RoomLimits): number =>
  Math.min(maxLength ?? Number.POSITIVE_INFINITY, site?.budget?.most ?? Number.POSITIVE_INFINITY);

/**
 * To how many readers who have not answered yet I am introduced: to as many as the field takes beside the text. A reader who
 * has no card of mine cannot open the text without.
 */
export const introductionsIn = (
  { text, to }: DraftText,
  origin: string,
  limits: RoomLimits,
  { contacts, passphrases = 0 }: RoomParts,
): number => {
  const readers = contactsOf(to);
  const strangers = readers.filter((id) => !contacts.some((one) => one.id === id && one.answered)).length;
  const about = { text, origin, recipients: readers.length, passphrases };
  let count = Math.min(strangers, MAX_INTRODUCTIONS);
  while (count > 0 && sealedLength({ ...about, introductions: count }) > mostOf(limits)) count--;
  return count;
};

/** Undefined where nobody knows how much the field takes, or nothing is written yet into one that takes something. */
export const roomFor = (draft: DraftText, origin: string, limits: RoomLimits, parts: RoomParts): Room | undefined => {
  const [most, piece] = [mostOf(limits), limits.site?.budget?.piece];
  if (most === Number.POSITIVE_INFINITY) return undefined;
  const about = { origin, recipients: contactsOf(draft.to).length, passphrases: parts.passphrases ?? 0 };
  const introductions = introductionsIn(draft, origin, limits, parts);
  const taken = sealedLength({ ...about, text: draft.text, introductions });
  const least = sealedLength({ ...about, text: '', introductions: 0 });
  if (draft.text === '' && least <= most) return undefined;
  return { taken, least, most, messages: piece === undefined ? 1 : Math.ceil(taken / piece) };
};

/** How many characters the sealed text has too many; 0 where it fits, or nobody knows. */
export const tooMany = (room: Room | undefined): number => (room ? Math.max(0, room.taken - room.most) : 0);

/** No text at all fits for these readers, however short. */
export const isTooSmall = (room: Room | undefined): room is Room => room !== undefined && room.least > room.most;
