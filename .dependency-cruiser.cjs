/**
 * Who may import whom. Each rule says why; the numbers are those of CONTRIBUTING.md.
 * TypeScript 7 has no compiler API, so the cruiser parses with @swc/core. Without it, it would see no module at all
 * and report success: scripts/check-imports.mjs compares the number of modules with the number of files.
 * The rules 2 (who asks whom inside a feature) and 7-no-cycles are about the running program: imports of types alone
 * do not count for them.
 */
const feature = 'apps/api/src/features/([^/]+)/';
const source = '^(apps/(api|web)/src|libs/(shared|statistics)/src|migrations|test|bench)/';
const test = '\\.(test|itest|spec|bench)\\.tsx?$';
/** Wiring and helpers of tests, which put parts together across walls by their nature. */
const wiring = `(${test}|/test-[a-z-]+\\.ts$|\\.fixture\\.ts$|^apps/web/src/testing/)`;

module.exports = {
  forbidden: [
    {
      name: '1-statistics-imports-nothing',
      comment: 'Pure functions on numbers.',
      severity: 'error',
      from: { path: '^libs/statistics/src/', pathNot: test },
      to: { pathNot: '^libs/statistics/src/' },
    },
    {
      name: '1-shared-imports-only-zod',
      comment: 'The contract is what both sides know; it knows neither side.',
      severity: 'error',
      from: { path: '^libs/shared/src/', pathNot: test },
      to: { pathNot: ['^libs/shared/src/', '(^|/)node_modules/zod/'] },
    },
    {
      name: '1-apps-do-not-import-each-other',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/([^/]+)/', pathNot: '^apps/$1/' },
    },
    {
      name: '1-libraries-do-not-import-apps',
      severity: 'error',
      from: { path: '^(libs|migrations)/' },
      to: { path: '^(apps|test|bench)/' },
    },
    {
      name: '1-product-does-not-import-tests',
      severity: 'error',
      from: { path: '^(apps|libs|migrations)/', pathNot: wiring },
      to: { path: ['^(test|bench)/', wiring] },
    },
    {
      name: '2-controller-imports-service-or-read-model',
      comment: 'A controller translates HTTP; it neither queries nor decides.',
      severity: 'error',
      from: { path: '^apps/api/src/.*\\.controller\\.ts$' },
      to: { path: '\\.(repository|entity|rollup)\\.ts$' },
    },
    {
      name: '2-controller-does-not-touch-the-database',
      severity: 'error',
      from: { path: '^apps/api/src/features/.*\\.controller\\.ts$', pathNot: '/features/health/' },
      to: { path: ['^apps/api/src/database/', '(^|/)node_modules/(typeorm|pg|@nestjs/typeorm)/'] },
    },
    {
      name: '2-service-does-not-know-http',
      severity: 'error',
      from: {
        path: '^apps/api/src/features/.*\\.(service|repository|read-model|entity|rollup|adapter|errors)\\.ts$',
      },
      to: {
        path: ['\\.controller\\.ts$', '^apps/api/src/http/', '(^|/)node_modules/fastify/'],
        // Who acts, and what they may do, is as much a matter of a rule as of a request; and what a route declares is
        // read by the description of the API.
        pathNot: '/http/(actor|permission|also-as-csv)\\.ts$',
      },
    },
    {
      name: '2-repository-imports-no-service',
      severity: 'error',
      from: { path: `^${feature}.*\\.(repository|read-model|rollup)\\.ts$` },
      to: { path: '^apps/api/src/features/$1/.*\\.(service|controller|module)\\.ts$' },
    },
    {
      name: '2-adapter-is-pure',
      comment:
        'An adapter is a function from a payload to transitions; of other features it may use pure statics.',
      severity: 'error',
      from: { path: `^${feature}.*\\.adapter\\.ts$` },
      to: {
        path: [
          '^apps/api/src/features/$1/.*\\.(service|controller|module)\\.ts$',
          '\\.(repository|read-model|entity|rollup)\\.ts$',
          '^apps/api/src/(database|http|clock)/',
          '(^|/)node_modules/(typeorm|pg|fastify)/',
        ],
      },
    },
    {
      name: '3-across-features-by-service-or-read-model',
      severity: 'error',
      from: { path: `^${feature}`, pathNot: wiring },
      to: {
        path: `^${feature}`,
        pathNot: ['^apps/api/src/features/$1/', '\\.(service|read-model)\\.ts$', '\\.module\\.ts$'],
      },
    },
    {
      name: '3-another-module-only-from-a-module',
      severity: 'error',
      from: { path: `^${feature}`, pathNot: [wiring, '\\.module\\.ts$'] },
      to: { path: `^${feature}.*\\.module\\.ts$`, pathNot: '^apps/api/src/features/$1/' },
    },
    {
      name: '4-frame-does-not-know-features',
      comment:
        'Everything a feature stands on stays free of features. create-app and feature-list compose them.',
      severity: 'error',
      from: {
        path: '^apps/api/src/(config|database|http|errors|clock)/',
        pathNot: [wiring],
      },
      to: { path: '^apps/api/src/features/', pathNot: '\\.service\\.ts$' },
    },
    {
      name: '6-web-features-do-not-import-each-other',
      comment: 'Pages in app/ compose them.',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/' },
      to: { path: '^apps/web/src/features/([^/]+)/', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: '6-only-app-composes-features',
      severity: 'error',
      from: {
        path: '^apps/web/src/(api|charts|i18n|keys|time|ui|url)/',
        pathNot: [wiring, '/i18n/catalogue\\.'],
      },
      // The messages of the shell are loaded with the language.
      to: { path: '^apps/web/src/(features|app)/', pathNot: '/app/app\\.(en|ja)\\.ts$' },
    },
    {
      name: '6-features-do-not-import-app',
      severity: 'error',
      from: { path: '^apps/web/src/features/', pathNot: test },
      to: { path: '^apps/web/src/app/' },
    },
    {
      name: '6-recharts-only-in-charts',
      severity: 'error',
      from: { path: '^apps/web/src/', pathNot: '^apps/web/src/charts/[^/]+\\.tsx$' },
      to: { path: '(^|/)node_modules/recharts/' },
    },
    {
      name: '6-prepare-does-not-draw',
      severity: 'error',
      from: { path: '^apps/web/src/charts/prepare/', pathNot: test },
      to: { path: ['(^|/)node_modules/(react|react-dom|recharts|@mantine)/', '\\.tsx$'] },
    },
    {
      name: '7-no-cycles',
      severity: 'error',
      from: { path: source },
      to: { circular: true },
    },
    {
      name: '7-no-orphans',
      comment: 'A file that nobody imports and that imports nobody.',
      severity: 'error',
      from: {
        orphan: true,
        path: source,
        pathNot: [test, '\\.d\\.ts$', '/test/set-up/', '/postcss\\.config\\.', '/cli/', '^test/', '^bench/'],
      },
      to: {},
    },
    {
      name: '7-imports-can-be-resolved',
      severity: 'error',
      from: { path: source },
      to: { couldNotResolve: true },
    },
    {
      name: '7-product-uses-declared-packages',
      comment: 'A package that only another package brings may vanish with its next version.',
      severity: 'error',
      from: {
        path: '^(apps|libs|migrations)/',
        pathNot: [wiring, 'vite\\.config\\.ts$', 'postcss\\.config\\.cjs$'],
      },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/dist/', '/dist-types/', '\\.css$'] },
    parser: 'swc',
    tsPreCompilationDeps: true,
    // Each workspace's own manifest counts, not only the root's.
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['tenken-source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
