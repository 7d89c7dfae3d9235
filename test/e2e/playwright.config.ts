import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { defineConfig } from '@playwright/test';

// Playwright reads this file again in every worker; what the first reading decided is handed on in the environment.
process.env.TENKEN_E2E_PORT ??= String(4300 + (process.pid % 600));
process.env.TENKEN_E2E_DATA_DIR ??= mkdtempSync(join(tmpdir(), 'tenken-e2e-'));
// The server's own words, for the one-time link that it prints at its first start.
process.env.TENKEN_E2E_LOG ??= `${process.env.TENKEN_E2E_DATA_DIR}.log`;
process.env.TENKEN_E2E_STATE ??= `${process.env.TENKEN_E2E_DATA_DIR}.state.json`;
process.env.TENKEN_E2E_TOKEN ??= 'browser-test-token-0123456789abcdef0123456789';

const root = resolve(import.meta.dirname, '../..');
const baseURL = `http://127.0.0.1:${process.env.TENKEN_E2E_PORT}`;
const chromium = process.env.TENKEN_CHROMIUM ?? '/usr/bin/chromium';

/** The browser's journeys on the built product, with the system's Chromium and an empty database of their own. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: join(root, 'test-results'),
  fullyParallel: false,
  workers: 1,
  retries: 0,
  // two runs share a machine that may be three times slower
  timeout: 360_000,
  expect: { timeout: 60_000 },
  forbidOnly: true,
  reporter: [
    ['line'],
    ...(process.env.TENKEN_E2E_REPORT
      ? [['json', { outputFile: process.env.TENKEN_E2E_REPORT }] as const]
      : []),
  ],
  use: {
    baseURL,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Asia/Tokyo',
    screenshot: 'only-on-failure',
    // A trace records every frame and every element: TENKEN_TRACE=1 keeps those of what fails.
    trace: process.env.TENKEN_TRACE ? 'retain-on-failure' : 'off',
    launchOptions: { executablePath: chromium, args: ['--no-sandbox', '--disable-dev-shm-usage'] },
  },
  projects: [
    { name: 'first-start', testMatch: '**/first-start.spec.ts' },
    {
      name: 'journeys',
      testIgnore: '**/first-start.spec.ts',
      dependencies: ['first-start'],
      use: { storageState: process.env.TENKEN_E2E_STATE },
    },
  ],
  webServer: {
    command: `exec node ${join(root, 'scripts/start.mjs')} > ${process.env.TENKEN_E2E_LOG}`,
    cwd: root,
    url: `${baseURL}/api/health/ready`,
    timeout: 300_000,
    stdout: 'ignore',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGINT', timeout: 60_000 },
    env: {
      PORT: process.env.TENKEN_E2E_PORT,
      HOST: '127.0.0.1',
      PUBLIC_URL: baseURL,
      DATA_DIR: process.env.TENKEN_E2E_DATA_DIR,
      DATABASE_URL: '',
      BOOTSTRAP_TOKEN: process.env.TENKEN_E2E_TOKEN,
      LOG_LEVEL: 'warn',
      // the stand-ins of connectors
      OUTBOUND_ALLOW: '127.0.0.1',
      NODE_OPTIONS: '',
    },
  },
});
