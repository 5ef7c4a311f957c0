/**
 * `asked` by the person · `frame-blocked` by the site's policy · `not-granted` the site has no permission · `fought` the
 * page removed or covered the frame, or took its keys · `site-changed` the field is not where it was on this site ·
 * `unguarded` keys cannot be kept from the page before it is loaded again · `busy` it did not say in time that they are ·
 * `framed` it stands inside a page of another site ·
 * `strict` the person wants nothing of Fieldseal in the page.
 */
export type PanelReason =
  | 'asked'
  | 'frame-blocked'
  | 'not-granted'
  | 'fought'
  | 'site-changed'
  | 'unguarded'
  | 'busy'
  | 'framed'
  | 'strict';
