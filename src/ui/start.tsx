import type { ComponentChild } from 'preact';
import { render } from 'preact';
import { makeKeeperClient } from '../bridge/keeper-client.ts';
import { KeeperContext } from './keeper-context.ts';
import { t } from './words.ts';
import './style/index.css';

/** Shows a view in this document, with a line to the keeper. */
export const start = (title: string, view: ComponentChild): void => {
  const keeper = makeKeeperClient(new AbortController().signal);
  const root = document.createElement('div');
  document.documentElement.lang = t('language_tag');
  document.documentElement.dir = t('language_direction');
  document.title = title;
  root.className = 'root';
  document.body.append(root);
  render(<KeeperContext.Provider value={keeper}>{view}</KeeperContext.Provider>, root);
  // Views save their drafts and drop their text when they are taken away; the browser ends the line by itself.
  addEventListener('pagehide', () => render(null, root));
  addEventListener('pageshow', ({ persisted }) => persisted && location.reload());
};
