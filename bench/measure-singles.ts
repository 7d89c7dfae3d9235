import { bodyMakers } from './load-bodies.js';
import { generateLoad, percentile } from './load-generator.js';
import { refused } from './measure-batches.js';
import { microseconds, ms, printFigure, ratio, whole } from './print-figures.js';
import { cpuSeconds } from './process-figures.js';
import { startAlertmanager } from './run-alertmanager.js';
import { type BenchProduct, TOKEN } from './run-product.js';

const CONNECTIONS = 128;

interface Outcome {
  perSecond: number;
  cpuPerRequest: number;
  p50: number;
  p99: number;
  refusals: number;
}

/**
 * One alert a request on 128 connections: the same bytes to Tenken's drop-in receiver (answered when they are durable)
 * and to an Alertmanager, which keeps them in memory; Alertmanager before and after, its mean counts. The rate at which
 * the backlog is worked off is said beside it. Returns how many answers were not 2xx.
 */
export async function measureSingles(
  product: BenchProduct,
  seconds: number,
  startMs: number,
): Promise<number> {
  let first = 0;
  const run = async (url: string, maker: string, pids: number[], rate: number | null): Promise<Outcome> => {
    const count = Math.ceil(seconds * (rate ?? 25_000));
    const make = bodyMakers[maker]!;
    // Made before: on the same machine the sender's work is taken from the receiver.
    const bodies = Array.from({ length: Math.min(count, 120_000) }, (_, index) =>
      make(first + index, { size: 1, startMs, token: '' }),
    );
    first += bodies.length;
    const cpuBefore = cpuSeconds(...pids);
    const result = await generateLoad({
      url,
      headers: { authorization: `Bearer ${TOKEN}` },
      body: (index) => bodies[index]!,
      requests: bodies.length,
      seconds,
      connections: CONNECTIONS,
      rate,
    });
    return {
      perSecond: result.accepted / result.seconds,
      cpuPerRequest: (cpuSeconds(...pids) - cpuBefore) / result.accepted,
      p50: percentile(result.latenciesMs, 0.5),
      p99: percentile(result.latenciesMs, 0.99),
      refusals: refused(result.refusals),
    };
  };
  const own = [product.pid, product.postgresPid];
  const dropIn = `${product.url}/compat/alertmanager/api/v2/alerts`;
  const webhook = `${product.url}/api/v1/ingest/alertmanager`;
  const alertmanager = await startAlertmanager();
  const theirs = () =>
    alertmanager === null
      ? null
      : run(`${alertmanager.url}/api/v2/alerts`, 'alertmanager-receiver', [alertmanager.pid], null);
  try {
    const before = await theirs();
    const top = await run(dropIn, 'alertmanager-receiver', own, null);
    const restMs = performance.now();
    const { rows } = await product.database.query(
      `select count(*)::integer as n from deliveries where state = 'pending'`,
    );
    await product.untilWorkedOff();
    const restSeconds = (performance.now() - restMs) / 1000;
    const after = await theirs();
    const hook = await run(webhook, 'alertmanager', own, null);
    await product.untilWorkedOff();
    const half = await run(dropIn, 'alertmanager-receiver', own, top.perSecond / 2);
    await product.untilWorkedOff();

    process.stdout.write(
      `\n  one alert a request, ${CONNECTIONS} connections, ${seconds} s each, fsync on\n\n`,
    );
    if (before !== null && after !== null) {
      const mean = (before.perSecond + after.perSecond) / 2;
      printFigure(
        'Alertmanager (in memory), requests/s, before / after',
        `${whole(before.perSecond)} / ${whole(after.perSecond)}`,
      );
      printFigure(
        'Alertmanager, CPU a request',
        microseconds((before.cpuPerRequest + after.cpuPerRequest) / 2),
      );
      printFigure('ratio drop-in receiver : Alertmanager (at least 1)', ratio(top.perSecond / mean));
    } else printFigure('Alertmanager is not installed (apt-get install prometheus-alertmanager)', 'skipped');
    printFigure('drop-in receiver, durable, requests/s', whole(top.perSecond));
    printFigure('webhook, durable, requests/s', whole(hook.perSecond));
    printFigure('CPU a request, PostgreSQL and reading included', microseconds(top.cpuPerRequest));
    printFigure(
      'left to read at its end, and read a second',
      `${whole(rows[0].n)}, ${whole(rows[0].n / restSeconds)}/s`,
    );
    printFigure('answer at full rate, p50 / p99', `${ms(top.p50)} / ${ms(top.p99)}`);
    printFigure('answer at half rate, p50 / p99 (under 100 ms)', `${ms(half.p50)} / ${ms(half.p99)}`);
    return top.refusals + hook.refusals + half.refusals;
  } finally {
    await alertmanager?.stop();
  }
}
