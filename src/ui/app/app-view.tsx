import type { WayIn } from '../../bridge/views.ts';
import { Activity } from '../activity/activity.tsx';
import type { ToastMessage } from '../components/toast.tsx';
import { AddContact } from '../contacts/add-contact.tsx';
import { ContactList } from '../contacts/contact-list.tsx';
import { MyCard } from '../contacts/my-card.tsx';
import { Files } from '../files/files.tsx';
import { ChangePassphrase } from '../security/change-passphrase.tsx';
import { VaultPartView } from '../security/vault-part-view.tsx';
import { VaultPlace } from '../security/vault-place.tsx';
import { FirstSign } from '../sign/first-sign.tsx';
import { OpenByHand } from '../text/open-by-hand.tsx';
import { t } from '../words.ts';
import { ContactPlace } from './contact-place.tsx';
import { Drafts } from './drafts.tsx';
import { FirstRecovery } from './first-recovery.tsx';
import type { Route } from './route.ts';
import { SealByHand } from './seal-by-hand.tsx';
import { Settings } from './settings.tsx';
import { Sites } from './sites.tsx';
import { Unlocked } from './unlocked.tsx';
import { Welcome } from './welcome.tsx';

interface AppViewProps {
  readonly route: Route;
  /** Says what was done, at the foot of the page, whatever view comes next. */
  readonly tell: (message: ToastMessage | undefined) => void;
  /** What the person showed a moment ago, when they made this vault. */
  readonly proof?: WayIn | undefined;
  /** In this very document, and not elsewhere. */
  readonly unlockedHere: boolean;
}

/** The view of a route. */
export const AppView = ({ route, tell, proof, unlockedHere }: AppViewProps) => {
  switch (route.view) {
    case 'contacts':
      return <ContactList />;
    case 'contact':
      return <ContactPlace id={route.id} tell={tell} />;
    case 'add':
      return <AddContact />;
    case 'card':
      return <MyCard />;
    case 'seal':
      return <SealByHand />;
    case 'open':
      return (
        <section class="stack">
          <h1>{t('open_title')}</h1>
          <OpenByHand />
        </section>
      );
    case 'drafts':
      return <Drafts />;
    case 'files':
      return <Files />;
    case 'sites':
      return <Sites />;
    case 'vault':
      return <VaultPlace tell={tell} />;
    case 'vault-part':
      return <VaultPartView part={route.part} tell={tell} />;
    case 'change-passphrase':
      return <ChangePassphrase id={route.id} tell={tell} />;
    case 'activity':
      return <Activity />;
    case 'sign':
      return <FirstSign />;
    case 'start':
      return <FirstRecovery proof={proof} />;
    case 'settings':
      return <Settings />;
    case 'welcome':
      return <Welcome />;
    case 'unlock':
      return <Unlocked here={unlockedHere} />;
  }
};
