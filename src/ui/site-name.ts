/** An origin as a person reads it: the host, with the scheme only where it is not https. Empty stays empty. */
export const siteName = (origin: string): string => origin.replace(/^https:\/\//, '');

/** The origin of an address a person typed, where it is one of the web. */
export const parseSite = (address: string): string | undefined => {
  const text = address.trim();
  const url = URL.parse(/^[a-z]+:/i.test(text) ? text : `https://${text}`);
  return url && (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname !== '' ? url.origin : undefined;
};
