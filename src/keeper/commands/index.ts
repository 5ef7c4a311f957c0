import * as activity from './activity.ts';
import * as backup from './backup.ts';
import * as contacts from './contacts.ts';
import * as drafts from './drafts.ts';
import * as files from './files.ts';
import type { Handlers } from './handler.ts';
import * as identity from './identity.ts';
import * as preferences from './preferences.ts';
import * as recovery from './recovery.ts';
import * as rotation from './rotation.ts';
import * as sign from './sign.ts';
import * as slots from './slots.ts';
import * as text from './text.ts';
import * as thread from './thread.ts';
import * as transfer from './transfer.ts';
import * as vault from './vault.ts';

/** One handler for every command of the catalogue. */
export const handlers: Handlers = {
  status: vault.status,
  'vault.create': vault.create,
  'vault.createAnew': vault.createAnew,
  'vault.startOver': vault.startOver,
  'vault.ways': slots.ways,
  'vault.unlock': vault.unlock,
  'vault.acceptState': vault.acceptState,
  'vault.rebuild': vault.rebuild,
  'vault.lock': vault.lock,
  'stretch.stop': vault.stopStretching,
  'stretch.warm': vault.warmStretching,
  'vault.touch': vault.touch,
  'vault.lockIfDue': vault.lockIfDue,
  'slots.list': slots.list,
  'slots.rename': slots.rename,
  'slots.remove': slots.remove,
  'slots.addPassphrase': slots.addPassphrase,
  'slots.changePassphrase': slots.changePassphrase,
  'slots.addPin': slots.addPin,
  'passkey.prepare': slots.preparePasskey,
  'slots.addPasskey': slots.addPasskey,
  'recovery.make': recovery.make,
  'recovery.confirm': recovery.confirm,
  'vault.rotate': rotation.rotate,
  'vault.rotation': rotation.rotation,
  'vault.rotateStop': rotation.rotateStop,
  'backup.status': backup.status,
  'backup.dismiss': backup.dismiss,
  'export.make': transfer.exportAll,
  'import.preview': transfer.preview,
  'import.apply': transfer.apply,
  'import.drop': transfer.drop,
  'identity.card': identity.card,
  'identity.rename': identity.rename,
  'contacts.list': contacts.list,
  'contacts.inspect': contacts.inspect,
  'contacts.add': contacts.add,
  'contacts.replace': contacts.replace,
  'contacts.addAs': contacts.addAs,
  'contacts.verify': contacts.verify,
  'contacts.unverify': contacts.unverify,
  'contacts.rename': contacts.rename,
  'contacts.remove': contacts.remove,
  'contacts.restore': contacts.restore,
  'text.seal': text.seal,
  'text.open': text.open,
  'text.openWithPassphrase': text.openWithPassphrase,
  'text.inspect': text.inspect,
  'text.edit': thread.edit,
  'text.participants': thread.participants,
  'file.seal': files.seal,
  'file.open': files.open,
  'file.step': files.step,
  'file.stop': files.stop,
  'drafts.save': drafts.save,
  'drafts.find': drafts.find,
  'drafts.last': drafts.last,
  'drafts.putAside': drafts.putAside,
  'drafts.list': drafts.list,
  'drafts.inserted': drafts.inserted,
  'drafts.remove': drafts.remove,
  'preferences.get': preferences.get,
  'preferences.set': preferences.set,
  'sign.get': sign.get,
  'sign.set': sign.set,
  'activity.list': activity.list,
};
