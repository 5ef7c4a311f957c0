import { type Field, factsOf, focusedField } from './field/field.ts';
import type { Firewall } from './field/firewall.ts';
import type { FieldMemory } from './link.ts';
import type { OnDemand } from './on-demand.ts';
import type { PageHandlers } from './serve.ts';

/** For what has nothing to say. */
const quietly =
  <I>(run: (input: I) => void) =>
  (input: I): null => {
    run(input);
    return null;
  };

const composeIn = async (field: Field, demand: OnDemand, firewall: Firewall): Promise<'frame' | 'blocked'> => {
  // From here on keys are meant for the composer, though all that shows it may still be on its way.
  firewall.arm(true);
  const answer = await demand.bring().then(
    (tools) => tools.compose(field),
    () => 'blocked' as const,
  );
  if (answer === 'blocked') firewall.arm(false);
  return answer;
};

const rememberField = (memory: FieldMemory) => {
  memory.field = focusedField() ?? undefined;
  if (!memory.field) return null;
  const { fieldKey, maxLength } = factsOf(memory.field);
  return maxLength === undefined ? { fieldKey } : { fieldKey, maxLength };
};

/** What each command of the background does here. What concerns a frame was mounted by the second script, so that is there. */
export const handlersFor = (demand: OnDemand, firewall: Firewall, memory: FieldMemory): PageHandlers => ({
  'page.compose': () => {
    const field = focusedField();
    if (!field) return 'no-field';
    memory.field = field;
    return composeIn(field, demand, firewall);
  },
  'page.rememberField': () => rememberField(memory),
  'page.insert': async ({ mountId, requestId, token }) => {
    if (!demand.tools && (mountId !== undefined || !memory.field)) return { kind: 'field-gone' };
    return demand.bring().then(
      (tools) => tools.insert(mountId, requestId, token),
      () => ({ kind: 'refused' }),
    );
  },
  'page.token': ({ mountId }) => demand.tools?.tokenOf(mountId) ?? null,
  'page.resize': quietly(({ mountId, height }) => demand.tools?.resize(mountId, height)),
  'page.check': ({ mountId, width, height }) => demand.tools?.isClear(mountId, width, height) ?? false,
  'page.close': quietly(({ mountId }) => demand.tools?.close(mountId)),
  'page.bound': quietly(({ mountId }) => demand.tools?.bound(mountId)),
  'page.notice': async () => {
    await demand.bring().then(
      (tools) => tools.notice('notice_blocked'),
      () => undefined,
    );
    return null;
  },
  'page.arm': quietly(({ armed }) => firewall.arm(armed)),
  'page.armed': () => firewall.armed,
  'page.status': quietly(() => demand.tools?.forgetInspections()),
});
