// The house has one direction: a room may use only the rooms to its left.
const rooms = ['bytes', 'crypto', 'envelope', 'vault', 'keeper'];
const notRight = rooms.map((room, at) => ({
  name: `${room}-looks-left-only`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: `^src/(${[...rooms.slice(at + 1), 'page', 'ui', 'background'].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...notRight,
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'page-and-ui-reach-no-secrets',
      comment: 'Not even through other rooms: no crypto, vault or keeper code where a page or a view runs.',
      severity: 'error',
      from: {
        path: '^(src/(page|ui|background)/|entrypoints/(page\\.content|popup|sidepanel|app|composer|reader|background))',
      },
      to: { path: '^src/(crypto|envelope|vault|keeper)/', reachable: true },
    },
    {
      name: 'bridge-knows-bytes-only',
      severity: 'error',
      from: { path: '^src/bridge/' },
      to: { path: '^src/(?!bridge/|bytes/)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'page-and-ui-do-not-meet',
      severity: 'error',
      from: { path: '^src/(page|ui|background)/' },
      to: { path: '^src/(page|ui|background)/', pathNot: '^src/$1/' },
    },
    {
      name: 'browser-api-in-bridge-page-background-entrypoints',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(bridge|page|background)/' },
      to: { path: 'node_modules/(wxt|@wxt-dev/browser)/' },
    },
    {
      name: 'nothing-imports-tests-or-scripts',
      severity: 'error',
      from: { path: '^(src|entrypoints)/' },
      to: { path: '^(tests|scripts)/' },
    },
    {
      name: 'nothing-imports-entrypoints',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^entrypoints/' },
    },
    {
      name: 'only-what-is-declared',
      comment: 'The editors of the tests are declared in a folder of their own.',
      severity: 'error',
      from: { pathNot: '^tests/editors/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown', 'undetermined'], pathNot: '^#' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.css$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'browser', 'default'] },
  },
};
