import * as v from 'valibot';
import { type Browser, browser } from 'wxt/browser';
import {
  type BackgroundCommand,
  type BackgroundInput,
  type BackgroundOutputs,
  backgroundCommands,
} from '../bridge/background-commands.ts';
import { backgroundClientKind } from '../bridge/sender.ts';
import { BridgeError, toReply } from '../bridge/wire.ts';
import * as frame from './commands/frame.ts';
import { status } from './commands/keeper.ts';
import * as page from './commands/page.ts';
import * as ui from './commands/ui.ts';
import { askBeside, askForSite } from './grants.ts';
import { closeKeeper, ensureKeeper, noteWait } from './keeper-document.ts';
import { forgetSite, listSites } from './sites.ts';
import { setStrict, strictMode } from './strict.ts';
import { formerTab, noteTyping } from './unlocking.ts';

type Sender = Browser.runtime.MessageSender;
type Handlers = {
  readonly [C in BackgroundCommand]: (input: BackgroundInput<C>, sender: Sender) => Promise<BackgroundOutputs[C]>;
};

const done = (work: Promise<void>): Promise<null> => work.then(() => null);

const handlers: Handlers = {
  'page.mount': page.mount,
  'page.cleared': page.cleared,
  'page.inspect': page.inspect,
  'page.panel': page.panel,
  'page.tools': page.tools,
  'page.sites': page.sites,
  'page.hello': page.hello,
  'page.pointed': page.pointed,
  'page.pressed': page.pressed,
  'page.took': page.took,
  'frame.bind': frame.bind,
  'frame.insert': frame.insert,
  'frame.focus': frame.focus,
  'frame.check': frame.check,
  'frame.regained': (_input, sender) => frame.regained(sender),
  'frame.lost': (_input, sender) => frame.lost(sender),
  'frame.covered': (_input, sender) => frame.covered(sender),
  'frame.close': frame.close,
  'frame.toPanel': frame.toPanel,
  'site.current': ui.currentSite,
  'site.list': listSites,
  'site.ask': askForSite,
  'site.forget': async ({ origin }) => {
    await forgetSite(origin);
    await setStrict({ origin, on: false });
    return null;
  },
  'strict.get': strictMode,
  'strict.set': setStrict,
  'tab.compose': ui.compose,
  'tab.reload': ui.reload,
  'panel.ask': askBeside,
  'panel.intent': ui.intent,
  'panel.field': ui.field,
  'panel.keys': ui.keys,
  'panel.taken': ui.taken,
  'panel.seen': ui.seen,
  'popup.typing': noteTyping,
  'unlock.former': formerTab,
  'panel.left': ui.left,
  'panel.insert': ui.insert,
  'keeper.ensure': () => done(ensureKeeper()),
  'keeper.status': status,
  'keeper.wait': ({ milliseconds }) => done(noteWait(milliseconds)),
  'keeper.over': (_input, sender) => done(closeKeeper(sender.url)),
  'keeper.binding': frame.binding,
};

const isCommand = (name: unknown): name is BackgroundCommand =>
  typeof name === 'string' && Object.hasOwn(backgroundCommands, name);

/**
 * Who may say it is looked up before what was said is read. Nothing is awaited before the handler runs: a click that
 * came with the message would not count in it any more.
 */
const dispatch = async (
  message: { readonly command: unknown; readonly input: unknown },
  sender: Sender,
): Promise<unknown> => {
  const kind = backgroundClientKind(sender);
  if (!isCommand(message.command)) throw new BridgeError('invalid-message');
  const { from, input: schema } = backgroundCommands[message.command];
  if (kind === undefined || !(from as readonly string[]).includes(kind)) throw new BridgeError('refused-sender');
  const parsed = v.safeParse(schema, message.input);
  if (!parsed.success) throw new BridgeError('invalid-message');
  return (handlers[message.command] as (input: unknown, sender: Sender) => Promise<unknown>)(parsed.output, sender);
};

/** Answers messages to the background. There is no listener for ports here: what travels on them is not for this process. */
export const serveBackground = (): void => {
  browser.runtime.onMessage.addListener((message: unknown, sender, respond) => {
    if (typeof message !== 'object' || message === null || (message as { to?: unknown }).to !== 'background')
      return false;
    const { command, input } = message as { command?: unknown; input?: unknown };
    void toReply(() => dispatch({ command, input }, sender)).then(respond);
    return true;
  });
};
