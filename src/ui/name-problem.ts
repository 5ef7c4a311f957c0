import { errorCode, errorWords, t } from './words.ts';

/** What the keeper says of a name that was typed: it belongs to the field of that name. */
const ofNames: ReadonlySet<string> = new Set(['card-name', 'name-taken', 'name-own', 'name-reserved']);

interface TypedName {
  readonly name: string;
  /** Whether the person has tried to go on, so that what is missing is named. */
  readonly tried: boolean;
  /** What the last try came to. */
  readonly error: unknown;
}

/** What is wrong with a name. */
export const nameProblem = ({ name, tried, error }: TypedName): string | undefined => {
  if (error !== undefined && ofNames.has(errorCode(error))) return errorWords(error);
  return tried && name.trim() === '' ? t('name_missing') : undefined;
};

/** What else went wrong: it is said below the form. */
export const unlessOfName = (error: unknown): unknown =>
  error !== undefined && ofNames.has(errorCode(error)) ? undefined : error;
