import { browser } from 'wxt/browser';
import type {
  BackgroundCommand,
  BackgroundInput,
  BackgroundOutputs,
  BackgroundRequest,
} from './background-commands.ts';
import type { Reply } from './views.ts';
import { BridgeError, fromReply } from './wire.ts';

const send = async (request: BackgroundRequest): Promise<Reply<unknown>> => {
  const reply: Reply<unknown> | undefined = await browser.runtime.sendMessage(request);
  if (reply === undefined) throw new BridgeError('background-silent');
  return reply;
};

/**
 * Sends a command to the background. The worker behind it may be killed at any moment, so a call that got no answer is
 * sent once more: every command gives the same result when it is said twice.
 * Throws `BridgeError` with the code of what went wrong; `background-silent` where nobody answers.
 */
export const callBackground = async <C extends BackgroundCommand>(
  command: C,
  input: BackgroundInput<C>,
): Promise<BackgroundOutputs[C]> => {
  const request: BackgroundRequest = { to: 'background', command, input };
  const reply = await send(request)
    .catch(() => send(request))
    .catch((cause) => {
      throw new BridgeError('background-silent', {}, { cause });
    });
  return fromReply(reply) as BackgroundOutputs[C];
};
