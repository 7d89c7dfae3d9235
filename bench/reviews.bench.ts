/*
 * The alert review on two years of episodes of 2,000 rules: its screens at the API at two sizes, a verdict, a replay, and
 * three questions beside DuckDB on a file of its own with the same rows.
 *
 *   npm run bench -- reviews --episodes=100000                        a minute
 *   npm run bench -- reviews --keep=/var/tmp/tenken-bench              100 thousand and 10 million, kept for the next run:
 *                                                                    filling takes half an hour and 15 GB
 *   npm run bench -- reviews --keep=… --parts=screens --only=lobby --times=50
 */
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDuckEpisodes } from './duck-episodes.js';
import { type DuckQuestion, duckQuestions } from './duck-questions.js';
import { fillReviews } from './fill-reviews.js';
import { ms, printFigure, ratio, whole } from './print-figures.js';
import { cpuSeconds } from './process-figures.js';
import { openScreen, quantile, reviewScreens } from './review-questions.js';
import { replay, reviewBench, verdict } from './review-work.js';
import { type BenchProduct, startBenchProduct } from './run-product.js';
import { PLAN_SETTINGS } from './slowest-plans.js';

const { values } = parseArgs({
  options: {
    episodes: { type: 'string', default: '100000,10000000' },
    parts: { type: 'string', default: 'screens,verdict,replay,duck' },
    only: { type: 'string', default: '' },
    times: { type: 'string', default: '20' },
    /** a directory in which databases are filled once and measured again */
    keep: { type: 'string' },
    /** the sources as they are instead of the build */
    sources: { type: 'boolean', default: false },
    /** tells the statements of 20 ms and more with their plans */
    plans: { type: 'boolean', default: false },
  },
});
const LIMIT_MS = 300;
const LIMIT_GROWTH = 1.3;
const LIMIT_VERDICT_MS = 50;
const LIMIT_REPLAY_MS = 1000;

const parts = values.parts.split(',');
const times = Number(values.times);
const sizes = values.episodes.split(',').map(Number);
const earlier = new Map<string, number>();

function tell(name: string, cells: readonly string[], marks: readonly string[]): void {
  process.stdout.write(
    `    ${name.padEnd(36)}${cells.map((cell) => cell.padStart(12)).join('')}  ${marks.join(', ')}\n`,
  );
  if (marks.length > 0) process.exitCode = 1;
}

async function measureScreens(product: BenchProduct): Promise<void> {
  const { rooms, rule } = await reviewBench(product);
  process.stdout.write(`\n    screens${''.padEnd(29)}         p50         p95         CPU      growth\n`);
  for (const screen of reviewScreens(rooms, rule)) {
    if (!screen.name.includes(values.only)) continue;
    const taken: number[] = [];
    for (let time = 0; time < 3; time += 1) await openScreen(product, screen);
    const before = cpuSeconds(product.pid, product.postgresPid);
    for (let time = 0; time < times; time += 1) taken.push(await openScreen(product, screen));
    const cpu = ((cpuSeconds(product.pid, product.postgresPid) - before) / times) * 1000;
    const [p50, p95] = [quantile(taken, 0.5), quantile(taken, 0.95)];
    const small = earlier.get(screen.name);
    if (small === undefined) earlier.set(screen.name, cpu);
    const growth = small === undefined ? null : cpu / small;
    tell(
      screen.name,
      [ms(p50), ms(p95), ms(cpu), growth === null ? '' : ratio(growth)],
      [
        p95 > LIMIT_MS ? `over ${LIMIT_MS} ms` : '',
        growth !== null && growth > LIMIT_GROWTH ? `grows more than ${LIMIT_GROWTH} times` : '',
      ].filter((mark) => mark !== ''),
    );
  }
}

async function measureDuck(product: BenchProduct, file: string): Promise<void> {
  const threads = cpus().length;
  const duck = await openDuckEpisodes(file, product.database, threads);
  process.stdout.write(
    `\n    beside DuckDB, ${threads} threads${''.padEnd(15)}DuckDB     product         p95       ratio\n`,
  );
  try {
    for (const question of duckQuestions()) {
      if (!question.name.includes(values.only)) continue;
      const [theirs, ours]: [number[], number[]] = [[], []];
      // By turns, so that both have the same neighbours.
      for (let time = -2; time < times; time += 1) {
        const startedMs = performance.now();
        await duck.ask(question.duck);
        const duckMs = performance.now() - startedMs;
        const ourMs = await askProduct(product, question);
        if (time < 0) continue;
        theirs.push(duckMs);
        ours.push(ourMs);
      }
      const part = quantile(ours, 0.5) / quantile(theirs, 0.5);
      tell(
        question.name,
        [ms(quantile(theirs, 0.5)), ms(quantile(ours, 0.5)), ms(quantile(ours, 0.95)), ratio(part)],
        part > 1 ? ['slower than DuckDB'] : [],
      );
    }
  } finally {
    duck.close();
  }
}

async function askProduct(product: BenchProduct, { path, sql }: DuckQuestion): Promise<number> {
  if (path !== undefined) return openScreen(product, { name: '', paths: [path] });
  const startedMs = performance.now();
  await product.database.query(sql!);
  return performance.now() - startedMs;
}

async function measureWork(
  name: string,
  limit: number,
  count: number,
  work: (time: number) => Promise<number>,
): Promise<void> {
  const taken: number[] = [];
  for (let time = -2; time < count; time += 1) {
    const took = await work(time + 2);
    if (time >= 0) taken.push(took);
  }
  const p95 = quantile(taken, 0.95);
  tell(name, [ms(quantile(taken, 0.5)), ms(p95)], p95 > limit ? [`over ${limit} ms`] : []);
}

for (const episodes of sizes) {
  const dir = values.keep === undefined ? undefined : join(values.keep, String(episodes));
  const product = await startBenchProduct({
    sources: values.sources,
    keep: dir,
    ...(values.plans
      ? {
          settings: {
            ...PLAN_SETTINGS,
            'auto_explain.log_min_duration': '20',
            'auto_explain.log_analyze': 'on',
            'auto_explain.log_buffers': 'on',
          },
          onServerLine: (line: string) => void process.stderr.write(`${line}\n`),
        }
      : {}),
  });
  try {
    const startedMs = performance.now();
    if (await fillReviews(product.databaseUrl, episodes))
      printFigure('filled, seconds', whole((performance.now() - startedMs) / 1000));
    process.stdout.write(`\n  ${whole(episodes)} episodes\n`);
    if (parts.includes('screens')) await measureScreens(product);
    if (parts.includes('verdict'))
      await measureWork('verdict', LIMIT_VERDICT_MS, 100, await verdict(product));
    if (parts.includes('replay'))
      await measureWork('replay of up to 100,000 episodes', LIMIT_REPLAY_MS, 5, await replay(product));
    if (parts.includes('duck'))
      await measureDuck(
        product,
        join(dir ?? '/tmp', dir === undefined ? `tenken-${process.pid}.duckdb` : 'episodes.duckdb'),
      );
  } finally {
    await product.stop();
  }
}
