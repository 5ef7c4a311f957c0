import { isVaultPart, type VaultPart } from '../security/vault-part.ts';

/** The parts of the full page. */
export const places = [
  'contacts',
  'card',
  'seal',
  'open',
  'drafts',
  'files',
  'sites',
  'vault',
  'activity',
  'settings',
] as const;
export type Place = (typeof places)[number];

export type Route =
  | { readonly view: Place }
  | { readonly view: 'contact'; readonly id: string }
  | { readonly view: 'add' }
  | { readonly view: 'vault-part'; readonly part: VaultPart }
  | { readonly view: 'change-passphrase'; readonly id: string }
  | { readonly view: 'sign' }
  | { readonly view: 'start' }
  | { readonly view: 'welcome' }
  /** Opened by itself, as the popup went with a part of a passphrase in it. */
  | { readonly view: 'unlock' };

const idPattern = /^[0-9a-f]{32}$/;

const others = ['add', 'sign', 'start', 'welcome', 'unlock'] as const;

const isOther = (name: string): name is (typeof others)[number] => (others as readonly string[]).includes(name);

const isPlace = (name: string): name is Place => (places as readonly string[]).includes(name);

/** Reads the part of an address after `#`. Anything unknown leads to the contacts. */
export const parseRoute = (hash: string): Route => {
  const [first = '', second = '', third = ''] = hash.replace(/^#/, '').split('/');
  if (first === 'contacts' && idPattern.test(second)) return { view: 'contact', id: second };
  if (first === 'vault' && isVaultPart(second)) return { view: 'vault-part', part: second };
  if (first === 'vault' && second === 'change' && idPattern.test(third))
    return { view: 'change-passphrase', id: third };
  if (isOther(first)) return { view: first };
  return { view: isPlace(first) ? first : 'contacts' };
};

/** The entry of the navigation that a route belongs to. */
export const placeOf = (route: Route): Place | undefined => {
  switch (route.view) {
    case 'contact':
    case 'add':
      return 'contacts';
    case 'vault-part':
    case 'change-passphrase':
      return 'vault';
    case 'sign':
    case 'start':
    case 'welcome':
      return 'card';
    case 'unlock':
      return undefined;
    default:
      return route.view;
  }
};
