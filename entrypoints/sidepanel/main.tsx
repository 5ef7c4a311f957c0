import { Panel } from '../../src/ui/panel/panel.tsx';
import { start } from '../../src/ui/start.tsx';
import { t } from '../../src/ui/words.ts';

start(t('panel_title'), <Panel />);
