/**
 * Who may import whom. Each rule gives its reason in one sentence; `npm run deps` fails on the first violation.
 * Imports of types count like all others: the sources are read as they are written, by swc.
 */
const TESTS = ['\\.(test|contract)\\.ts$', '/testing/', '^(apps|packages)/[^/]+/(test|bench|fuzz)/', '^docs/'];

/** A SAML identity provider that signs in whomever one likes. */
const TEST_PROVIDER = '^packages/gateways/src/identity/test-provider/';

/** The modules that other packages may import: the `exports` of each package.json. */
const DOORS = [
  '^packages/[^/]+/src/index\\.ts$',
  '^packages/[^/]+/src/testing/(contracts/)?index\\.ts$',
  `${TEST_PROVIDER}index\\.ts$`,
  '^packages/gateways/fuzz/mutations\\.ts$',
  '^packages/gateways/src/storage/testing/open-s3-server\\.ts$', // apart: it takes half a second to load
];

/** What stands in the place of pagoPA on a developer's machine and in tests. */
const SIMULATOR_DOOR = '^apps/pagopa-simulator/src/index\\.ts$';

/** Started by Node, npm or Jest by their path, so nobody imports them. */
const ENTRY_POINTS = [
  '^apps/[^/]+/src/main\\.ts$',
  '^(apps|packages)/[^/]+/(bench|fuzz)/',
  '^apps/web/src/assets/', // loaded by the browser
  '^docs/',
  '^packages/[^/]+/src/index\\.ts$',
  '^scripts/[^/]+\\.ts$',
  '^scripts/assets/build\\.ts$',
  '^scripts/postgres/guardian\\.ts$',
  '^scripts/testing/(global-setup|global-teardown|count-reporter)\\.ts$',
  '\\.test\\.ts$',
  '(^|/)(package|tsconfig)\\.json$',
];

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    rule(
      'core-is-pure',
      'The domain does no I/O and runs anywhere, so it imports nothing but itself, zod and xstate.',
      { path: '^packages/core/', pathNot: TESTS },
      { pathNot: ['^packages/core/', '^node_modules/(zod|xstate)/'] },
    ),
    rule(
      'core-tests-are-pure',
      'The tests and the in-memory adapters of the domain go where the domain goes, so they add only test libraries.',
      { path: '^packages/core/.*(\\.(test|contract)\\.ts$|/testing/)' },
      { pathNot: ['^packages/core/', '^node_modules/(zod|@jest/globals|fast-check|stdnum|ibantools|@noble/hashes)/'] },
    ),
    rule(
      'xstate-in-the-machines',
      'A state machine is a table that one file owns: replacing the library must touch those files alone.',
      { pathNot: '^packages/core/src/(practice/practice|payment/payment)\\.machine\\.ts$' },
      { path: '^node_modules/(xstate|@xstate/[^/]+)/' },
    ),
    rule(
      'through-the-door',
      'What a package exports is its promise, the files behind it are its own business and may move.',
      { path: '^((?:packages|apps)/[^/]+|scripts|docs)/' },
      { path: '^packages/', pathNot: ['^$1/', ...DOORS] },
    ),
    rule(
      'packages-do-not-import-apps',
      'Domain and adapters serve any application, so they know none.',
      { path: '^packages/', pathNot: TESTS },
      { path: '^(apps|scripts)/', pathNot: '^scripts/testing/' },
    ),
    rule(
      'packages-are-tested-without-apps',
      'Their tests go where they go; the simulator of pagoPA is the other side that an adapter is tested against.',
      { path: '^packages/' },
      { path: '^(apps|scripts)/', pathNot: ['^scripts/testing/', SIMULATOR_DOOR] },
    ),
    rule(
      'simulator-through-its-door',
      'It is an application of its own: what it exports is its promise, the files behind it may move.',
      { pathNot: '^apps/pagopa-simulator/' },
      { path: '^apps/pagopa-simulator/', pathNot: SIMULATOR_DOOR },
    ),
    rule(
      'apps-are-separate-processes',
      'Web and worker speak through the database alone, and are deployed and scaled apart. What the settings of a registry look like is a part of what they speak.',
      { path: '^apps/([^/]+)/', pathNot: TESTS },
      { path: '^apps/', pathNot: ['^apps/$1/', '^apps/worker/src/protocol/registries[.]ts$'] },
    ),
    rule(
      'pages-are-islands',
      'A page can be read, changed and deleted by itself: what two pages share lives outside of both.',
      { path: '^apps/web/src/pages/([^/]+)/' },
      { path: '^apps/web/src/pages/', pathNot: '^apps/web/src/pages/$1/' },
    ),
    rule(
      'inversify-in-composition',
      'Objects get their dependencies as arguments: only the place that puts them together knows the container.',
      { pathNot: ['^apps/[^/]+/src/(composition/|main\\.ts$)', ...TESTS] },
      { path: '^node_modules/(inversify|@inversifyjs/[^/]+)/' },
    ),
    rule(
      'composition-is-the-outermost-layer',
      'Only the main module and the tests put the application together: code that asks the composition for parts hides what it needs.',
      { pathNot: ['^apps/[^/]+/src/(composition/|main\\.ts$)', ...TESTS] },
      { path: '^apps/[^/]+/src/composition/' },
    ),
    rule(
      'no-testing-in-production',
      'A fake that gets into production looks like the real thing until it matters.',
      { path: '^(packages|apps)/', pathNot: TESTS },
      {
        path: [
          ...TESTS,
          '^node_modules/(@jest/globals|fast-check|playwright-core|axe-core|smtp-server|postal-mime|stdnum|ibantools|csv-parse)/',
        ],
      },
    ),
    rule(
      'test-provider-in-one-place',
      'Whoever has the key of an identity provider is everybody: only the pages of the development mode load the test one.',
      {
        path: '^(packages|apps)/',
        pathNot: [
          ...TESTS,
          TEST_PROVIDER,
          '^packages/gateways/(fuzz|bench)/',
          '^apps/web/src/pages/gestore-prova/',
          '^apps/web/src/composition/load-test-federation',
        ],
      },
      { path: TEST_PROVIDER },
    ),
    rule(
      'no-cycles',
      'Modules that import each other can be neither understood nor tested one at a time.',
      {},
      { circular: true },
    ),
    rule(
      'no-orphans',
      'A module that nothing imports and nobody starts is dead code.',
      { orphan: true, pathNot: ENTRY_POINTS },
      {},
    ),
    rule('no-unresolvable', 'An import that leads nowhere fails at run time.', {}, { couldNotResolve: true }),
    rule(
      'declared-dependencies',
      'A package that no package.json of ours names is here by chance and may vanish with any update.',
      {},
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'undetermined'] },
    ),
  ],
  options: {
    parser: 'swc',
    combinedDependencies: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^((apps|packages)/[^/]+|scripts)/dist/' }, // ours only: many npm packages live in their dist/
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      mainFields: ['module', 'main'],
    },
  },
};
