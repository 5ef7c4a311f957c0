interface ContactLink {
  readonly href: string;
  readonly target?: '_blank';
  readonly rel?: 'noreferrer';
}

/** Leads to a contact in the full page: there it is another place, from the popup and the side panel a tab of its own. */
export const contactLink = (id: string): ContactLink =>
  location.pathname === '/app.html'
    ? { href: `#contacts/${id}` }
    : { href: `/app.html#contacts/${id}`, target: '_blank', rel: 'noreferrer' };
