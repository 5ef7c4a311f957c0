import {
  type SignColour,
  type SignPhraseProblem,
  type SignShape,
  signPhrase,
  signPhraseProblem,
} from '../../bytes/security-sign.ts';
import { t } from '../words.ts';

const colours: Record<SignColour, () => string> = {
  blue: () => t('sign_blue'),
  green: () => t('sign_green'),
  orange: () => t('sign_orange'),
  red: () => t('sign_red'),
  violet: () => t('sign_violet'),
  grey: () => t('sign_grey'),
};
const shapes: Record<SignShape, () => string> = {
  circle: () => t('sign_circle'),
  square: () => t('sign_square'),
  triangle: () => t('sign_triangle'),
  diamond: () => t('sign_diamond'),
  star: () => t('sign_star'),
  cross: () => t('sign_cross'),
};
const problems: Record<SignPhraseProblem, () => string> = {
  short: () => t('sign_short', [signPhrase.least]),
  long: () => t('sign_long', [signPhrase.most]),
  hidden: () => t('sign_hidden'),
};

export const colourWords = (colour: SignColour): string => colours[colour]();
export const shapeWords = (shape: SignShape): string => shapes[shape]();

/** What is wrong with a normalized phrase, in words. */
export const phraseProblemWords = (phrase: string): string | undefined => {
  const problem = signPhraseProblem(phrase);
  return problem && problems[problem]();
};
