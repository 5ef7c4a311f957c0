import { openShortcuts, readShortcut, type ShortcutName } from '../../bridge/shortcuts.ts';
import { Button } from '../components/button.tsx';
import { useLoaded } from '../use-loaded.ts';
import { t } from '../words.ts';

/** The keys of a command; `null` if none are set, undefined until the browser has said. */
const useShortcut = (command: ShortcutName): string | null | undefined => {
  const keys = useLoaded(async () => (await readShortcut(command)) ?? null, [command]);
  return keys.value;
};

/** In the popup: the other way to the same thing, or that there is none and how to get it. */
export const SealShortcut = () => {
  const keys = useShortcut('seal-field');
  if (keys === undefined) return null;
  if (keys !== null) return <p class="hint">{t('popup_seal_hint', [keys])}</p>;
  return (
    <div data-testid="no-shortcut">
      <p class="hint">{t('popup_seal_hint_plain')}</p>
      <p class="hint">{t('shortcut_none')}</p>
      <Button kind="quiet" onClick={() => void openShortcuts()} testId="set-shortcut">
        {t('shortcut_set')}
      </Button>
    </div>
  );
};

const rows = [
  { command: 'seal-field', words: () => t('command_seal') },
  { command: 'lock', words: () => t('command_lock') },
] as const;

const ShortcutRow = ({ command, words }: (typeof rows)[number]) => {
  const keys = useShortcut(command);
  return (
    <li class="row" data-testid={`shortcut-${command}`}>
      <span class="row-name">{words()}</span>
      {keys === null ? <strong>{t('shortcut_unset')}</strong> : <kbd>{keys}</kbd>}
    </li>
  );
};

/** In the settings: the keys of each command as they are, and the way to where they are changed. */
export const Shortcuts = () => {
  const missing = [useShortcut('seal-field'), useShortcut('lock')].includes(null);
  return (
    <>
      <h2>{t('shortcut_title')}</h2>
      <ul class="rows">
        {rows.map((row) => (
          <ShortcutRow key={row.command} {...row} />
        ))}
      </ul>
      {missing && <p>{t('shortcut_none')}</p>}
      <div>
        <Button onClick={() => void openShortcuts()} testId="set-shortcut">
          {t('shortcut_set')}
        </Button>
      </div>
    </>
  );
};
