import { ComposerFrame } from '../../src/ui/composer/composer-frame.tsx';
import { bindFrame } from '../../src/ui/frame/bind-frame.ts';
import { start } from '../../src/ui/start.tsx';
import { t } from '../../src/ui/words.ts';

start(t('composer_title'), <ComposerFrame binding={bindFrame()} />);
