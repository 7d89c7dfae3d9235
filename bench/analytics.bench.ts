/*
 * What the figures cost on generated data: every figure's endpoint at two sizes and two ranges beside the plain SQL that
 * reads the same rows once, the Trends page in Chromium, a report, exports with the product's memory, and the three
 * slowest plans.
 *
 *   npm run bench -- analytics                                10 thousand, then 100 thousand incidents: some minutes
 *   npm run bench -- analytics --incidents=100000 --only=durations --times=10 --parts=figures,plans
 */
import { parseArgs } from 'node:util';
import { QUESTIONS, type Question } from './analytics-questions.js';
import { fillIncidents } from './fill-incidents.js';
import { measureExport } from './measure-export.js';
import { measurePage } from './measure-page.js';
import { ask, measureQuestion, type QuestionCost, type Range } from './measure-questions.js';
import { ms, printFigure, ratio, whole } from './print-figures.js';
import { startBenchProduct, TOKEN } from './run-product.js';
import { PLAN_SETTINGS, planNodes, slowestPlans } from './slowest-plans.js';

const { values } = parseArgs({
  options: {
    incidents: { type: 'string', default: '100000' },
    from: { type: 'string' },
    only: { type: 'string', default: '' },
    parts: { type: 'string', default: 'figures,page,report,exports,plans' },
    times: { type: 'string', default: '20' },
    /** the sources as they are instead of the build */
    sources: { type: 'boolean', default: false },
    /** a data directory to fill once and measure again */
    keep: { type: 'string' },
  },
});
const DAY_MS = 86_400_000;
/** A p95 that is expected of every figure at 100,000 incidents, and the cost of ten times the data. */
const LIMIT_MS = 150;
const LIMIT_GROWTH = 3;

const parts = values.parts.split(',');
const size = Number(values.incidents);
const sizes = [...new Set([Number(values.from ?? size / 10), size])];
const now = new Date();
const serverLines: string[] = [];
const product = await startBenchProduct({
  settings: parts.includes('plans') ? PLAN_SETTINGS : {},
  onServerLine: (line) => serverLines.push(line.replace(/^postgres: /, '')),
  sources: values.sources,
  keep: values.keep,
});
const questions = QUESTIONS.filter(({ name, path }) => `${name} ${path}`.includes(values.only));
const costs = new Map<string, QuestionCost[]>();

/** So many complete weeks before this Monday (UTC). */
function lastWeeks(weeks: number): Range {
  const to = Math.floor((now.getTime() / DAY_MS - 4) / 7) * 7 * DAY_MS + 4 * DAY_MS;
  return { from: new Date(to - weeks * 7 * DAY_MS), to: new Date(to) };
}

async function measureFigures(incidents: number): Promise<void> {
  process.stdout.write(
    `\n  ${whole(incidents)} incidents${''.padEnd(32)}p50       p95       CPU     plain     ratio    growth\n`,
  );
  for (const [title, weeks] of [
    ['12 weeks', 12],
    ['a year, by week', 52],
  ] as const) {
    process.stdout.write(`\n  ${title}\n`);
    for (const question of questions) {
      if (question.isList === true && weeks !== 12) continue;
      printCost(
        question,
        weeks,
        await measureQuestion(product, question, lastWeeks(weeks), Number(values.times)),
      );
    }
  }
}

function printCost(question: Question, weeks: number, cost: QuestionCost | number): void {
  if (typeof cost === 'number') {
    process.stdout.write(
      `    ${question.name.padEnd(38)}${cost === 404 ? 'is not there' : `answered ${cost}`.padStart(10)}\n`,
    );
    process.exitCode = 1;
    return;
  }
  const key = `${question.name} ${weeks}`;
  const earlier = costs.get(key)?.[0];
  costs.set(key, [...(costs.get(key) ?? []), cost]);
  const growth = earlier === undefined ? null : cost.p50 / earlier.p50;
  const marks = [
    cost.p95 > LIMIT_MS ? `over ${LIMIT_MS} ms` : '',
    growth !== null && growth > LIMIT_GROWTH ? `grows more than ${LIMIT_GROWTH} times` : '',
  ].filter((mark) => mark !== '');
  const cells = [ms(cost.p50), ms(cost.p95), ms(cost.cpu), ms(cost.plain), ratio(cost.p50 / cost.plain)];
  if (growth !== null) cells.push(ratio(growth));
  process.stdout.write(
    `    ${question.name.padEnd(38)}${cells.map((cell) => cell.padStart(10)).join('')}  ${marks.join(', ')}\n`,
  );
}

async function measureTrends(): Promise<void> {
  process.stdout.write('\n  Trends page complete in Chromium (under 1,000 ms)\n');
  const [first, ...again] = await measurePage(product, '/trends', 5);
  printFigure('first time, nothing cached', ms(first!.ms));
  const sorted = again.map((cost) => cost.ms).sort((a, b) => a - b);
  printFigure('then, median of five', ms(sorted[2]!));
  printFigure('questions to the API', String(again[0]!.requests));
}

async function measureReport(): Promise<void> {
  const body = JSON.stringify({
    bucket: 'quarter',
    from: lastWeeks(20).from.toISOString().slice(0, 10),
    timeZone: 'UTC',
  });
  const startedMs = performance.now();
  const answer = await fetch(`${product.url}/api/v1/reports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body,
  });
  const { id } = (await answer.json()) as { id?: string };
  if (answer.status === 404) return printFigure('quarterly report', 'is not there');
  if (answer.status !== 201) throw new Error(`A report answered ${answer.status}`);
  const madeMs = performance.now() - startedMs;
  const readMs = performance.now();
  await ask(`${product.url}/api/v1/reports/${id}`);
  process.stdout.write('\n  quarterly report over everything (under 5,000 ms)\n');
  printFigure('made', ms(madeMs));
  printFigure('read', ms(performance.now() - readMs));
}

async function measureExports(): Promise<void> {
  process.stdout.write('\n  CSV over everything; resident memory in MiB, the largest of each tenth\n');
  for (const path of [
    '/api/v1/incidents/export?format=csv&from=2000-01-01&to=2100-01-01',
    '/api/v1/action-items/export?format=csv',
  ]) {
    const cost = await measureExport(product, path);
    if (cost === null) {
      printFigure(path, 'is not there');
      continue;
    }
    printFigure(path.split('?')[0]!, `${whole(cost.rows)} rows in ${cost.seconds.toFixed(1)} s`);
    printFigure(
      `${whole(cost.before)} → ${cost.peaks.map(whole).join(' ')}`,
      `${whole(cost.bytes / 1_048_576)} MiB sent`,
    );
  }
}

try {
  for (const incidents of sizes) {
    const filledMs = performance.now();
    const { rows } = await product.database.query('select count(*)::integer as n from incidents');
    if (rows[0].n < incidents) await fillIncidents(product.databaseUrl, { incidents, now });
    process.stdout.write(
      `\n  filled up to ${whole(incidents)} in ${whole((performance.now() - filledMs) / 1000)} s\n`,
    );
    if (parts.includes('figures')) await measureFigures(incidents);
  }
  if (parts.includes('page')) await measureTrends();
  if (parts.includes('report')) await measureReport();
  if (parts.includes('exports')) await measureExports();
  if (parts.includes('plans')) {
    process.stdout.write('\n  slowest statements, a year by week; the nodes with most rows\n');
    for (const plan of await slowestPlans(product, questions, lastWeeks(52), serverLines, 3)) {
      printFigure(plan.question, ms(plan.ms));
      for (const node of planNodes(plan, 6)) process.stdout.write(`      ${node}\n`);
    }
  }
} finally {
  await product.stop();
}
