/** The parts of the full page. */
export const places = ['contacts', 'card', 'seal', 'open', 'drafts', 'sites', 'settings'] as const;
export type Place = (typeof places)[number];

export type Route =
  | { readonly view: Place }
  | { readonly view: 'contact'; readonly id: string }
  | { readonly view: 'add' }
  | { readonly view: 'welcome' };

const isPlace = (name: string): name is Place => (places as readonly string[]).includes(name);

/** Reads the part of an address after `#`. Anything unknown leads to the contacts. */
export const parseRoute = (hash: string): Route => {
  const [first = '', second] = hash.replace(/^#/, '').split('/');
  if (first === 'contacts' && second !== undefined && /^[0-9a-f]{32}$/.test(second))
    return { view: 'contact', id: second };
  if (first === 'add' || first === 'welcome') return { view: first };
  return { view: isPlace(first) ? first : 'contacts' };
};

/** The entry of the navigation that a route belongs to. */
export const placeOf = (route: Route): Place => {
  switch (route.view) {
    case 'contact':
    case 'add':
      return 'contacts';
    case 'welcome':
      return 'card';
    default:
      return route.view;
  }
};
