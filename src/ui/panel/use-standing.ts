import { useRef } from 'preact/hooks';
import { isSiteAllowed, watchSites } from '../../bridge/sites.ts';
import { useWatched } from '../use-watched.ts';

/** `left`: it was allowed, and the person has taken it back since. */
export type Standing = 'on' | 'off' | 'left';

/** Is Fieldseal allowed on a site? Follows changes; undefined until known. Later changes of `origin` are ignored. */
export const useStanding = (origin: string): Standing | undefined => {
  const { value } = useWatched(() => isSiteAllowed(origin), watchSites);
  const was = useRef(false);
  if (value === undefined) return undefined;
  was.current ||= value;
  if (value) return 'on';
  return was.current ? 'left' : 'off';
};
