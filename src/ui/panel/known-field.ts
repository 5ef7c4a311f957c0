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

/** `none`: the page was asked for it, and has none. Undefined as long as nobody has said so. */
const look = async (another: boolean): Promise<KnownField | 'none' | undefined> => {
  const place = await callBackground('panel.field', {});
  if (!place) return undefined;
  const { tabId, documentId } = place;
  if (documentId === null) return 'none';
  const report = await readFieldBeside(tabId, documentId, another);
  return report && { documentId, report };
};

/** Undefined where there is none. `another`: what is in there by now stays, for another text is begun. */
export const lookBeside = async (another = false): Promise<KnownField | undefined> => {
  const known = await look(another);
  return known === 'none' ? undefined : known;
};

/** The same; undefined where nobody says in time whether there is one. */
export const waitForField = async (): Promise<KnownField | 'none' | undefined> => {
  for (const until = performance.now() + patience; performance.now() < until; ) {
    const known = await look(false);
    if (known) return known;
    await new Promise((resolve) => setTimeout(resolve, step));
  }
  return undefined;
};
