// One file for nearly all that the reader needs at once: somebody waits for it, and each further file costs a request.
// The other views take from it what they share. What the keeper shares is a file of its own: no view runs in there.
import type { InlineConfig } from 'vite';

interface Graph {
  getModuleInfo(id: string): { readonly importers: readonly string[] } | null;
}

const isReader = (id: string): boolean => /[\\/]reader[\\/]main\.tsx$/.test(id);
const isKeeper = (id: string): boolean => /[\\/]keeper[\\/]main\.ts$/.test(id);
/** What the build tool adds to every document. */
const isCommon = (id: string): boolean => /virtual:wxt-(html-)?plugins/.test(id);

/** Whether an entry imports a module, itself or through others; not whether it is fetched later. */
const makeIsNeededBy = (isEntry: (id: string) => boolean) => {
  const known = new Map<string, boolean>();
  const isNeeded = (id: string, graph: Graph): boolean => {
    const before = known.get(id);
    if (before !== undefined) return before;
    known.set(id, false);
    const importers = graph.getModuleInfo(id)?.importers ?? [];
    const needed = isEntry(id) || importers.some((importer) => isNeeded(importer, graph));
    known.set(id, needed);
    return needed;
  };
  return isNeeded;
};

const makeNames = () => {
  const byReader = makeIsNeededBy(isReader);
  const byKeeper = makeIsNeededBy(isKeeper);
  return (id: string, graph: Graph): string | null => {
    if (isReader(id) || isKeeper(id)) return null;
    if (isCommon(id)) return 'bridge';
    if (!byReader(id, graph)) return null;
    return byKeeper(id, graph) ? 'bridge' : 'frame';
  };
};

/** Adds the rule to the build of the views. `entrypoints` are those of one build. */
export const chunkForFrame = (entrypoints: readonly { readonly name: string }[], config: InlineConfig): void => {
  if (!entrypoints.some(({ name }) => name === 'reader')) return;
  const { build = {} } = config;
  const { output } = build.rolldownOptions ?? {};
  const codeSplitting = { groups: [{ name: makeNames(), debugName: 'frame' }] };
  config.build = {
    ...build,
    modulePreload: { polyfill: false },
    rolldownOptions: { ...build.rolldownOptions, output: { ...output, codeSplitting } },
  };
};
