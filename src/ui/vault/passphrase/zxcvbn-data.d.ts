// Parts of a package that gives its types for the whole only. The whole would bring its large list of passwords along.
declare module '@zxcvbn-ts/language-common/dist/diceware.json.mjs' {
  const words: readonly string[];

  // biome-ignore lint/style/noDefaultExport: that is how the package gives it.
  export { words as default };
}
declare module '@zxcvbn-ts/language-common/dist/adjacencyGraphs.json.mjs' {
  const graphs: Record<string, Record<string, (string | null)[]>>;

  // biome-ignore lint/style/noDefaultExport: that is how the package gives it.
  export { graphs as default };
}
