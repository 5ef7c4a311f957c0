import type { PageCommands } from '../bridge/page-commands.ts';
import type { InsertOutcome } from '../bridge/views.ts';
import { outermostLink } from './field/around.ts';
import { type Field, fieldOf, focusedField, type LookedField } from './field/field.ts';
import type { Firewall } from './field/firewall.ts';
import type { FieldMemory, InPlace, Tools, Writing } from './link.ts';
import type { OnDemand } from './on-demand.ts';
import type { PageHandlers } from './serve.ts';
import type { WordName } from './words.ts';

/** For what has nothing to say. */
const quietly =
  <I>(run: (input: I) => void) =>
  (input: I): null => {
    run(input);
    return null;
  };

type Composing = Pick<HandlerParts, 'demand' | 'firewall' | 'memory'>;

/** Lays a composer in this document over a field of this one, or of one inside it that is still looked into. */
export const composeHere = async (
  looked: Promise<LookedField>,
  { demand, firewall, memory }: Composing,
): Promise<InPlace> => {
  if (!firewall.guarded) return 'unguarded';
  // From here on keys are meant for the composer, though all that shows it may still be on its way.
  firewall.arm();
  const compose = async (): Promise<InPlace> => {
    const [tools, field] = await Promise.all([demand.bring(), looked]);
    memory.field = field;
    return tools.compose(field);
  };
  const answer = await compose().catch(() => 'blocked' as const);
  if (answer !== 'frame') firewall.arm(0);
  return answer;
};

/** The composer stands in the outermost document that can be looked into: a frame may be too small, or under something. */
const composeAround = async (found: Field, { writing, firewall, memory }: HandlerParts): Promise<InPlace> => {
  memory.field = found;
  firewall.arm();
  const looked = writing.bring().then(({ look }) => {
    const field = look(found);
    memory.field = field;
    return field;
  });
  const answer = (await outermostLink()?.compose(looked)) ?? 'blocked';
  if (answer !== 'frame') firewall.arm(0);
  return answer;
};

/** The field that has the focus, or had it until we took it away. */
const rememberField = async ({ memory, writing, firewall }: HandlerParts) => {
  const found = focusedField() ?? fieldOf(firewall.taken ?? null);
  // Into a field that nobody has looked at nothing is put: all that is in it would go.
  const looked = found && writing.bring().then(({ look }) => look(found));
  const field = await looked?.catch(() => undefined);
  memory.field = field;
  return field?.facts ?? null;
};

const insert = async (
  { mountId, requestId, token, undo, replace, shown }: PageCommands['page.insert']['input'],
  { demand, writing, memory }: HandlerParts,
): Promise<InsertOutcome> => {
  const field = mountId === undefined ? memory.field : demand.tools?.fieldOf(mountId);
  if (!(field || writing.tools)) return { kind: 'field-gone' };
  // A page that was slow to answer had its field shown as empty.
  if (shown && field?.held && field.held.content.kind !== shown) return { kind: 'changed' };
  const outcome = await writing.bring().then(
    (ready) =>
      field ? ready.insert({ requestId, field, token, undo, replace }) : ready.known(requestId, { kind: 'field-gone' }),
    () => ({ kind: 'refused' }) as const,
  );
  if (mountId !== undefined) demand.tools?.noteOutcome(mountId, outcome);
  // It may have had no focus to leave it since.
  if (field && memory.leftEmpty === field.element) memory.leftEmpty = undefined;
  return outcome;
};

/** Looks at the remembered field again, where another text is to go beside what Fieldseal has put there. */
export const lookAgain = async ({ memory, writing }: Pick<HandlerParts, 'memory' | 'writing'>): Promise<void> => {
  if (memory.field) memory.field = (await writing.bring()).look(memory.field, true);
};

interface HandlerParts {
  readonly demand: OnDemand<Tools>;
  readonly writing: OnDemand<Writing>;
  readonly firewall: Firewall;
  readonly memory: FieldMemory;
  readonly running: AbortController;
}

/** What each command of the background does here. What concerns a frame was mounted by the second script, so that is there. */
export const handlersFor = (parts: HandlerParts): PageHandlers => {
  const { demand, firewall, running } = parts;
  const say = (name: WordName, values?: readonly string[]): Promise<null> =>
    demand.bring().then(
      (tools) => tools.notice(name, values),
      () => null,
    );
  return {
    'page.compose': () => {
      const field = focusedField();
      if (field) return composeAround(field, parts);
      // A person who is in our window already stays there.
      return demand.tools?.isHost(document.activeElement) ? 'frame' : 'no-field';
    },
    'page.rememberField': () => rememberField(parts),
    'page.insert': (input) => insert(input, parts),
    'page.token': ({ mountId }) => demand.tools?.tokenOf(mountId) ?? null,
    'page.check': (input) => demand.tools?.sightOf(input) ?? 'covered',
    'page.lost': ({ mountId, pointed }) => demand.tools?.lost(mountId, pointed) ?? false,
    'page.regained': quietly(({ mountId }) => demand.tools?.regained(mountId)),
    'page.covered': ({ mountId }) => demand.tools?.covered(mountId) ?? false,
    'page.close': quietly(({ mountId, away }) => demand.tools?.close(mountId, away)),
    'page.bound': quietly(({ mountId }) => demand.tools?.bound(mountId)),
    'page.notice': ({ reason }) =>
      say(reason === 'unguarded' ? 'notice_unguarded' : reason === 'no-field' ? 'notice_no_field' : 'notice_blocked'),
    'page.allowed': ({ texts, cards }) =>
      texts + cards > 0 ? say('notice_allowed_found', [`${texts}`, `${cards}`]) : say('notice_allowed'),
    'page.leave': quietly(({ sites, opaque }) => {
      if (origin === 'null' ? opaque : sites.some((site) => new URLPattern(site).test(origin))) running.abort();
    }),
    'page.arm': quietly(({ since, away }) => {
      firewall.asked.near = since > 0;
      firewall.arm(since, away);
    }),
    'page.pressed': (press) => demand.tools?.missedThere(press) ?? false,
    'page.armed': async () => {
      await firewall.known;
      return firewall.armed;
    },
    'page.status': quietly(() => demand.tools?.forgetInspections()),
  };
};
