import { contactsOf } from '../../bridge/only-me.ts';
import type { SiteHint } from '../../bridge/site-report.ts';
import { sealedLength } from '../../bytes/sealed-length.ts';
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

/** Undefined where nobody knows how much the field takes, or nothing is written yet into one that takes something. */
export const roomFor = (
  { text, to }: DraftText,
  origin: string,
  { maxLength, site }: RoomLimits,
  passphrases = 0,
): Room | undefined => {
  const budget = site?.budget;
  const most = Math.min(maxLength ?? Number.POSITIVE_INFINITY, budget?.most ?? Number.POSITIVE_INFINITY);
  if (most === Number.POSITIVE_INFINITY) return undefined;
  const lengthOf = (words: string): number =>
    sealedLength({ text: words, origin, recipients: contactsOf(to).length, passphrases });
  const [taken, least] = [lengthOf(text), lengthOf('')];
  if (text === '' && least <= most) return undefined;
  return { taken, least, most, messages: budget?.piece === undefined ? 1 : Math.ceil(taken / budget.piece) };
};

/** How many characters the sealed text has too many; 0 where it fits, or nobody knows. */
export const tooMany = (room: Room | undefined): number => (room ? Math.max(0, room.taken - room.most) : 0);

/** No text at all fits for these readers, however short. */
export const isTooSmall = (room: Room | undefined): room is Room => room !== undefined && room.least > room.most;
