import { dokuwiki } from './dokuwiki.ts';
import { etherpad } from './etherpad.ts';
import { fossil } from './fossil.ts';
import { mediawiki } from './mediawiki.ts';
import type { SiteProfile } from './profile.ts';
import { roundcube } from './roundcube.ts';
import { thelounge } from './thelounge.ts';
import { tiddlywiki } from './tiddlywiki.ts';

export const profiles: readonly SiteProfile[] = [
  dokuwiki,
  etherpad,
  fossil,
  mediawiki,
  roundcube,
  thelounge,
  tiddlywiki,
];
