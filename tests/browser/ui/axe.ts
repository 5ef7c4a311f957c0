import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'puppeteer';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
  readonly passes: readonly unknown[];
}

/** What axe finds wrong in a document, each with the element; throws where axe did not really look. */
export const violations = async (where: Page | Frame): Promise<readonly string[]> => {
  await where.evaluate(source);
  const results = (await where.evaluate('axe.run(document, { resultTypes: ["violations", "passes"] })')) as AxeResults;
  if (results.passes.length < 10) throw new Error('axe looked at almost nothing');
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
  );
};
