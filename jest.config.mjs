/**
 * Three projects: `unit` (no I/O), `web` (jsdom), `integration` (real Postgres).
 * Sources are read as they are (TypeScript through swc); `.js` in an import names the `.ts` beside it.
 */
const swc = (jsx) => [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', tsx: jsx, decorators: !jsx },
      transform: jsx
        ? { react: { runtime: 'automatic' } }
        : { legacyDecorator: true, decoratorMetadata: true },
      target: 'es2023',
      keepClassNames: true,
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
];

const base = {
  rootDir: import.meta.dirname,
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1', '\\.css$': '<rootDir>/test/set-up/empty-style.ts' },
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/data', '/dist/'],
};

export default {
  coverageProvider: 'v8',
  // Real databases, and a machine that may be busy with the other worker. Jest ignores it inside a project.
  testTimeout: 240_000,
  projects: [
    {
      ...base,
      displayName: 'unit',
      testEnvironment: '<rootDir>/test/set-up/node-environment.mjs',
      testEnvironmentOptions: { customExportConditions: ['tenken-source', 'node', 'node-addons'] },
      testMatch: ['<rootDir>/{libs,apps,migrations,test,bench,scripts}/**/*.test.ts'],
      testPathIgnorePatterns: [...base.testPathIgnorePatterns, '<rootDir>/apps/web/'],
      transform: { '\\.ts$': swc(false) },
    },
    {
      ...base,
      displayName: 'web',
      testEnvironment: '<rootDir>/test/set-up/jsdom-environment.mjs',
      testEnvironmentOptions: { customExportConditions: ['tenken-source', 'browser'] },
      testMatch: ['<rootDir>/apps/web/src/**/*.test.{ts,tsx}'],
      setupFilesAfterEnv: ['<rootDir>/test/set-up/web-environment.ts'],
      transform: { '\\.tsx?$': swc(true) },
    },
    {
      ...base,
      displayName: 'integration',
      testEnvironment: '<rootDir>/test/set-up/node-environment.mjs',
      testEnvironmentOptions: { customExportConditions: ['tenken-source', 'node', 'node-addons'] },
      testMatch: ['<rootDir>/{apps,test}/**/*.itest.ts'],
      globalSetup: '<rootDir>/test/set-up/start-database.mjs',
      globalTeardown: '<rootDir>/test/set-up/stop-database.mjs',
      transform: { '\\.ts$': swc(false) },
    },
  ],
};
