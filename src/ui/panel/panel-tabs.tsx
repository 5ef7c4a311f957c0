import { useRef } from 'preact/hooks';
import { t } from '../words.ts';

export type PanelTab = 'write' | 'read';

interface PanelTabsProps {
  readonly tab: PanelTab;
  readonly onTab: (tab: PanelTab) => void;
}

/** Write or read: two tabs, changed by the arrow keys too. */
export const PanelTabs = ({ tab, onTab }: PanelTabsProps) => {
  const list = useRef<HTMLDivElement>(null);
  const turn = (press: KeyboardEvent): void => {
    if (press.key !== 'ArrowLeft' && press.key !== 'ArrowRight') return;
    const next = tab === 'write' ? 'read' : 'write';
    onTab(next);
    list.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label={t('panel_title')} ref={list} onKeyDown={turn}>
      {(['write', 'read'] as const).map((each) => (
        <button
          key={each}
          id={`tab-${each}`}
          type="button"
          role="tab"
          class="tab"
          aria-selected={tab === each}
          aria-controls={tab === each ? `panel-${each}` : undefined}
          tabIndex={tab === each ? 0 : -1}
          data-testid={`panel-${each}`}
          onClick={() => onTab(each)}
        >
          {each === 'write' ? t('panel_write') : t('panel_read')}
        </button>
      ))}
    </div>
  );
};
