import type { SecuritySign } from '../bytes/security-sign.ts';
import type { ActivityView } from './activity-views.ts';
import type { FileOpening, FileSealing, FileStep } from './file-views.ts';
import type { Editable, Participants } from './thread-views.ts';
import type { ExportView, ImportPreview, ImportResult } from './transfer-views.ts';
import type {
  BackupView,
  CardVerdict,
  CardView,
  ContactView,
  DraftMoved,
  DraftView,
  Inspection,
  LastText,
  Opened,
  PasskeyWish,
  Preferences,
  RotationView,
  SheetView,
  SlotView,
  Status,
  WaysView,
} from './views.ts';

/** What each command gives back. */
export interface KeeperOutputs {
  status: Status;
  'vault.create': Status;
  'vault.createAnew': Status;
  'vault.startOver': Status;
  'vault.ways': WaysView;
  'vault.unlock': Status;
  'vault.acceptState': Status;
  /** How many entries are there again, and how many are gone for good. */
  'vault.rebuild': { readonly kept: number; readonly lost: number };
  'vault.lock': Status;
  'stretch.stop': null;
  'stretch.warm': null;
  'vault.touch': null;
  'vault.lockIfDue': Status;
  'slots.list': readonly SlotView[];
  'slots.rename': readonly SlotView[];
  'slots.remove': readonly SlotView[];
  'slots.addPassphrase': readonly SlotView[];
  'slots.changePassphrase': readonly SlotView[];
  'slots.addPin': readonly SlotView[];
  'passkey.prepare': PasskeyWish;
  'slots.addPasskey': readonly SlotView[];
  'recovery.make': SheetView;
  'recovery.confirm': readonly SlotView[];
  'vault.rotate': RotationView;
  'vault.rotation': RotationView;
  'vault.rotateStop': RotationView;
  'backup.status': BackupView;
  'backup.dismiss': BackupView;
  'export.make': ExportView;
  'import.preview': ImportPreview;
  'import.apply': ImportResult;
  'import.drop': null;
  'identity.card': CardView;
  'identity.rename': CardView;
  'contacts.list': readonly ContactView[];
  'contacts.inspect': CardVerdict;
  'contacts.add': ContactView;
  'contacts.replace': ContactView;
  'contacts.addAs': ContactView;
  'contacts.verify': ContactView;
  'contacts.unverify': ContactView;
  'contacts.rename': ContactView;
  'contacts.remove': null;
  'contacts.restore': ContactView;
  'text.seal': { readonly token: string };
  'text.open': Opened;
  'text.openWithPassphrase': Opened;
  'text.inspect': readonly Inspection[];
  'text.edit': Editable;
  'text.participants': Participants;
  'file.seal': FileSealing;
  'file.open': FileOpening;
  'file.step': FileStep;
  'file.stop': null;
  'drafts.save': DraftMoved | null;
  'drafts.find': DraftView | null;
  'drafts.last': LastText | null;
  'drafts.putAside': null;
  'drafts.list': readonly DraftView[];
  'drafts.inserted': null;
  'drafts.remove': null;
  'preferences.get': Preferences;
  'preferences.set': Preferences;
  /** `null`: none was chosen yet. */
  'sign.get': SecuritySign | null;
  'sign.set': SecuritySign;
  'activity.list': ActivityView;
}
