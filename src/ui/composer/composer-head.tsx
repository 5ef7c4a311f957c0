import type { FrameContext } from '../../bridge/views.ts';
import { Brand } from '../components/brand.tsx';
import { OtherWindow } from '../frame/other-window.tsx';
import { SignLine } from '../sign/sign-line.tsx';
import { siteName } from '../site-name.ts';
import { t } from '../words.ts';
import { fieldName } from './field-name.ts';

/** The mark, and the site that will get the sealed text. */
export const ComposerHead = ({ context }: { readonly context: FrameContext }) => (
  <header class="frame-head">
    <h1 class="hidden-title" id="composer-title">
      {t('composer_title')}
    </h1>
    <Brand />
    <SignLine />
    <span class="frame-site" data-testid="composer-origin">
      {t('composer_for', [siteName(context.origin)])}
      {context.topOrigin !== context.origin && ` ${t('composer_inside', [siteName(context.topOrigin)])}`}
      {context.site?.what && (
        <span data-testid="composer-field"> · {fieldName(context.site.name, context.site.what)}</span>
      )}
    </span>
    <OtherWindow context={context} />
  </header>
);
