import { readFieldBeside } from '../../bridge/ask-field.ts';
import { callBackground } from '../../bridge/background-client.ts';
import type { FieldReport } from '../../bridge/field-line.ts';

/** Milliseconds. The panel opens at once, while the field is still being looked for. */
const patience = 2_000;
const step = 100;

/** The field that a tab remembers, and what was in it when somebody asked to write for it. */
export interface KnownField {
  readonly documentId: string;
  readonly report: FieldReport;
}

/** Undefined where there is none. `another`: what is in there by now stays, for another text is begun. */
export const lookBeside = async (another = false): Promise<KnownField | undefined> => {
  const place = await callBackground('panel.field', {});
  const report = place ? await readFieldBeside(place.tabId, place.documentId, another) : undefined;
  return place && report ? { documentId: place.documentId, report } : undefined;
};

/** The same; undefined where there is none in time. */
export const waitForField = async (): Promise<KnownField | undefined> => {
  for (const until = performance.now() + patience; performance.now() < until; ) {
    const known = await lookBeside();
    if (known) return known;
    await new Promise((resolve) => setTimeout(resolve, step));
  }
  return undefined;
};
