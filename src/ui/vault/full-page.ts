/**
 * Whether this is the full page, a tab of its own. The browser's question for a passkey takes the focus, which closes
 * the popup before there is an answer.
 */
export const isFullPage = (): boolean => location.pathname === '/app.html';
