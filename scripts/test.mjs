// npm test: does its own set-up and runs everything. The last line is the sum: "N passed, N failed, N skipped".
import './check-node-version.mjs';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { batchTests, removeBatches } from './batch-tests.mjs';
import { installPackages } from './install-packages.mjs';
import { bin, inRoot } from './root.mjs';
import { runCommand } from './run-command.mjs';

const startedAt = performance.now();
const reports = mkdtempSync(join(tmpdir(), 'tenken-reports-'));
const parts = [];

const jestEnvironment = { NODE_OPTIONS: '--experimental-vm-modules --no-warnings' };

/** Runs one part and keeps its counts; a part that falls over counts as one failure, never as none. */
async function part(name, run) {
  process.stdout.write(`\n=== ${name}\n`);
  const began = performance.now();
  let counts;
  try {
    counts = await run();
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.stack : error}\n`);
    counts = { passed: 0, failed: 1, skipped: 0 };
  }
  parts.push({ name, ...counts, seconds: (performance.now() - began) / 1000 });
}

/**
 * Test files that failed are run once more, alone: what fails only beside another worker on a busy machine is told apart
 * from what is broken. It is named, and counted in the part's line.
 */
async function jest(projects, files = []) {
  const first = await jestRun(projects, files, Math.max(2, availableParallelism() - 1));
  if (first.failedFiles.length === 0 || first.failedFiles.length > 3) return first;
  process.stdout.write(`\nOnce more, alone: ${first.failedFiles.join(', ')}\n`);
  const again = await jestRun(projects, first.failedFiles, 1);
  return {
    passed: first.passedElsewhere + again.passed,
    failed: again.failed,
    skipped: first.skippedElsewhere + again.skipped,
    passedAlone: Math.max(0, first.failed - again.failed),
  };
}

async function jestRun(projects, files, workers) {
  const report = join(reports, `${projects.join('-')}.json`);
  const run = await runCommand(
    process.execPath,
    [
      bin('jest'),
      ...(files.length > 0 ? ['--runTestsByPath', ...files] : []),
      '--selectProjects',
      ...projects,
      '--json',
      `--outputFile=${report}`,
      `--maxWorkers=${workers}`,
    ],
    { show: true, env: jestEnvironment, cwd: inRoot() },
  );
  const result = JSON.parse(readFileSync(report, 'utf8'));
  const broken = result.numRuntimeErrorTestSuites;
  // Leaves with an error although every test passed: a set-up or tear-down that failed.
  const outside = run.code !== 0 && result.numFailedTests + broken === 0 ? 1 : 0;
  const sound = result.testResults.filter(({ status }) => status !== 'failed');
  const count = (...states) =>
    sound.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => states.includes(status))
      .length;
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + broken + outside,
    skipped: result.numPendingTests + result.numTodoTests,
    passedElsewhere: count('passed'),
    skippedElsewhere: count('pending', 'todo'),
    failedFiles: result.testResults
      .filter(({ status }) => status === 'failed')
      .map(({ name }) => relative(inRoot(), name)),
  };
}

async function integration() {
  const listed = await runCommand(
    process.execPath,
    [bin('jest'), '--selectProjects', 'integration', '--listTests', '--json'],
    { env: jestEnvironment, cwd: inRoot() },
  );
  const files = JSON.parse(listed.stdout.trim().split('\n').at(-1)).map((file) => relative(inRoot(), file));
  try {
    return await jest(['integration'], batchTests(files.sort()));
  } finally {
    removeBatches();
  }
}

/** Two runs at once, each with a product and a database of its own: a page is looked at while another loads. */
async function browser() {
  const runs = await Promise.all([
    browserRun('pages', ['every-page']),
    browserRun('journeys', ['--grep-invert', 'every page is sound']),
  ]);
  const first = addUp(runs);
  // Both begin with the first start of their product: one test, counted once.
  const [firstStart] = runs.map(({ tests }) => tests.filter(ofFirstStart).filter(isPassed).length);
  const failedFiles = [
    ...new Set(runs.flatMap(({ tests }) => tests.filter(isFailed).map(({ file }) => file))),
  ];
  if (failedFiles.length === 0 || failedFiles.length > 3)
    return { ...first, passed: first.passed - firstStart };
  process.stdout.write(`\nOnce more, alone: ${failedFiles.join(', ')}\n`);
  const again = await browserRun('again', failedFiles);
  const isElsewhere = ({ file }) => !failedFiles.includes(file);
  const sum = addUp([
    ...runs.map((run) => ({ ...run, tests: run.tests.filter(isElsewhere) })),
    { ...again, tests: again.tests.filter((test) => !isElsewhere(test)) },
  ]);
  return {
    ...sum,
    passed: sum.passed - firstStart,
    passedAlone: Math.max(0, first.failed - sum.failed),
  };
}

const isPassed = ({ status }) => status === 'expected';
const isFailed = ({ status }) => status === 'unexpected' || status === 'flaky';
const ofFirstStart = ({ file }) => file.includes('first-start');

/** What failed outside the tests (the product did not start) is a failure too. */
function addUp(runs) {
  const tests = runs.flatMap((run) => run.tests);
  return {
    passed: tests.filter(isPassed).length,
    failed: tests.filter(isFailed).length + runs.reduce((total, { outside }) => total + outside, 0),
    skipped: tests.filter(({ status }) => status === 'skipped').length,
  };
}

async function browserRun(name, chosen) {
  const report = join(reports, `browser-${name}.json`);
  const run = await runCommand(
    bin('playwright'),
    ['test', '-c', 'test/e2e/playwright.config.ts', `--output=${inRoot('test-results', name)}`, ...chosen],
    {
      show: true,
      env: {
        TENKEN_E2E_REPORT: report,
        TENKEN_E2E_DATA_DIR: join(reports, `browser-data-${name}`),
        NODE_OPTIONS: '--no-warnings',
      },
    },
  );
  const { errors, suites } = JSON.parse(readFileSync(report, 'utf8'));
  const specsOf = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
  const tests = suites
    .flatMap(specsOf)
    .flatMap(({ file, tests: ofSpec }) => ofSpec.map(({ status }) => ({ file, status })));
  const silent = errors.length === 0 && run.code !== 0 && !tests.some(isFailed) ? 1 : 0;
  return { tests, outside: errors.length + silent };
}

async function webSize() {
  const run = await runCommand(process.execPath, [inRoot('scripts/web-size.mjs')], { show: true });
  const passed = run.stdout.match(/^ok /gm)?.length ?? 0;
  const over = run.stdout.match(/^OVER /gm)?.length ?? 0;
  return { passed, failed: over === 0 && run.code !== 0 ? 1 : over, skipped: 0 };
}

await installPackages();
const { installSystemPackages } = await import('./install-system-packages.mjs');
const missing = await installSystemPackages();

await part('static checks', async () => {
  const { runStaticChecks } = await import('./static-checks.mjs');
  return { ...(await runStaticChecks()), skipped: 0 };
});
await part('build', async () => {
  const { buildProduct } = await import('./build-product.mjs');
  const built = await buildProduct();
  return { passed: built ? 1 : 0, failed: built ? 0 : 1, skipped: 0 };
});
await part('size of the web application', webSize);
await part('unit and web tests', () => jest(['unit', 'web']));
await part('integration tests', integration);
await part('browser tests', async () => {
  if (!missing.includes('/usr/bin/chromium') || process.env.TENKEN_CHROMIUM) return browser();
  process.stdout.write(
    'Skipped: there is no Chromium. Install it (Debian: apt-get install chromium fonts-noto-cjk) or name one with TENKEN_CHROMIUM.\n',
  );
  return { passed: 0, failed: 0, skipped: 1 };
});
rmSync(reports, { recursive: true, force: true });

process.stdout.write('\n');
for (const { name, passed, failed, skipped, seconds, passedAlone = 0 } of parts) {
  const alone = passedAlone === 0 ? '' : `, ${passedAlone} of them only when run again alone`;
  process.stdout.write(
    `${name}: ${passed} passed${alone}, ${failed} failed, ${skipped} skipped (${seconds.toFixed(0)} s)\n`,
  );
}
process.stdout.write(`whole run: ${((performance.now() - startedAt) / 1000).toFixed(0)} s\n`);
const sum = (key) => parts.reduce((total, one) => total + one[key], 0);
process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
