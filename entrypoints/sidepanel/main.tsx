import { sayWindow } from '../../src/bridge/panel-window.ts';
import { Panel } from '../../src/ui/panel/panel.tsx';
import { start } from '../../src/ui/start.tsx';
import { t } from '../../src/ui/words.ts';

// Where it is not known, the panel stays as it is when it is asked for again, and says that it has no keys.
sayWindow().catch(() => undefined);
start(t('panel_title'), <Panel />);
