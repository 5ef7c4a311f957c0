import { Brand } from '../components/brand.tsx';
import { LockBar } from '../components/lock-bar.tsx';
import { SignLine } from '../sign/sign-line.tsx';
import { useOpenVault } from '../vault/vault-gate.tsx';
import { t } from '../words.ts';
import type { Place, Route } from './route.ts';
import { placeOf, places } from './route.ts';

const placeWords: Record<Place, () => string> = {
  contacts: () => t('nav_contacts'),
  card: () => t('nav_card'),
  seal: () => t('nav_seal'),
  open: () => t('nav_open'),
  drafts: () => t('nav_drafts'),
  files: () => t('nav_files'),
  sites: () => t('nav_sites'),
  vault: () => t('nav_vault'),
  activity: () => t('nav_activity'),
  settings: () => t('nav_settings'),
};

/** The head of the full page: where one is, where one can go, and the lock. */
export const Nav = ({ route }: { readonly route: Route }) => {
  const { status, refresh } = useOpenVault();
  const here = placeOf(route);
  return (
    <header class="app-head">
      <div class="app-top">
        <Brand />
        <SignLine />
        <LockBar status={status} onDue={refresh} />
      </div>
      <nav aria-label={t('nav_label')}>
        <ul class="tabs">
          {places.map((place) => (
            <li key={place}>
              <a
                class="tab"
                href={`#${place}`}
                aria-current={place === here ? 'page' : undefined}
                data-testid={`nav-${place}`}
              >
                {placeWords[place]()}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
};
