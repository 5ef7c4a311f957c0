import { withoutMarks } from '../../envelope/card-name.ts';
import { readsLikeOurWords } from './our-words.ts';

/** The name that a card says, without what could be read as our marks or words. */
export const plainName = (name: string): string => {
  const plain = withoutMarks(name);
  return plain === '' || readsLikeOurWords(plain) ? '(?)' : plain;
};
