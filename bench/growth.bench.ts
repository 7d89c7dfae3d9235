/*
 * Whether taking in slows down as history grows: batches of 100 alerts until they are visible, at two sizes of the
 * episodes table, with raw upserts into an empty table beside each, which say how fast the machine was meanwhile.
 *
 *   npm run bench -- growth                                           100 thousand and 2 million: some minutes
 *   npm run bench -- growth --from=100000 --to=10000000 --rounds=5
 */
import { parseArgs } from 'node:util';
import { rebuildRollups } from '@tenken/api/features/episodes/episode-rebuild.rollup';
import { fillEpisodes } from './fill-episodes.js';
import { generateLoad } from './load-generator.js';
import { makeAlertmanagerBody } from './make-alerts.js';
import { refused } from './measure-batches.js';
import { microseconds, printFigure, ratio, whole } from './print-figures.js';
import { cpuSeconds } from './process-figures.js';
import { measureRawUpserts } from './raw-upserts.js';
import { startBenchProduct, TOKEN } from './run-product.js';

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '100000' },
    to: { type: 'string', default: '2000000' },
    rounds: { type: 'string', default: '3' },
    batches: { type: 'string', default: '400' },
  },
});
const SIZE = 100;
const CONNECTIONS = 4;
const startMs = Date.now() - 3_600_000;
const product = await startBenchProduct();
let first = 0;
let refusals = 0;

/** Sends so many batches; alerts a second until all are visible, and CPU seconds an alert. */
async function send(batches: number): Promise<{ perSecond: number; cpu: number }> {
  const bodies = Array.from({ length: batches }, (_, index) =>
    makeAlertmanagerBody(first + index, SIZE, startMs),
  );
  first += batches;
  const cpuBefore = cpuSeconds(product.pid, product.postgresPid);
  const startedMs = performance.now();
  const result = await generateLoad({
    url: `${product.url}/api/v1/ingest/alertmanager`,
    headers: { authorization: `Bearer ${TOKEN}` },
    body: (index) => bodies[index]!,
    requests: batches,
    connections: CONNECTIONS,
  });
  // Settled in the transaction that wrote the episodes and their rollups.
  await product.untilWorkedOff();
  const alerts = batches * SIZE;
  refusals += refused(result.refusals);
  return {
    perSecond: alerts / ((performance.now() - startedMs) / 1000),
    cpu: (cpuSeconds(product.pid, product.postgresPid) - cpuBefore) / alerts,
  };
}

async function measureAt(episodes: number): Promise<{ perSecond: number; raw: number }> {
  const filledMs = performance.now();
  // it asks by `query(sql, parameters)` and nothing else, which a client of pg has as well
  await fillEpisodes(product.databaseUrl, episodes, rebuildRollups as never);
  const filledSeconds = (performance.now() - filledMs) / 1000;
  const { rows } = await product.database.query('select count(*)::integer as n from episodes');
  const batches = Number(values.batches);
  await send(batches / 4);
  const raw = () =>
    measureRawUpserts(product.databaseUrl, { batches, batchSize: SIZE, connections: CONNECTIONS, startMs });
  const outcomes: { perSecond: number; cpu: number; raw: number }[] = [];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const before = await raw();
    outcomes.push({ raw: before, ...(await send(batches)) });
  }
  const middle = (of: (outcome: (typeof outcomes)[number]) => number) =>
    outcomes.map(of).sort((a, b) => a - b)[Math.floor(outcomes.length / 2)]!;
  const perSecond = middle((outcome) => outcome.perSecond);
  process.stdout.write(`\n  ${whole(rows[0].n)} episodes (filled in ${whole(filledSeconds)} s)\n\n`);
  printFigure(
    'visible as episodes with rollups, alerts/s, each round',
    outcomes.map((outcome) => whole(outcome.perSecond)).join(' '),
  );
  printFigure('median, alerts/s', whole(perSecond));
  printFigure('CPU an alert, PostgreSQL included', microseconds(middle((outcome) => outcome.cpu)));
  printFigure('raw upserts into an empty table, rows/s', whole(middle((outcome) => outcome.raw)));
  return { perSecond, raw: middle((outcome) => outcome.raw) };
}

try {
  await send(100);
  const small = await measureAt(Number(values.from));
  const large = await measureAt(Number(values.to));
  const fall = large.perSecond / small.perSecond;
  process.stdout.write('\n');
  printFigure('ratio large : small (at least 0.85)', ratio(fall));
  printFigure('the same, for the machine as it was', ratio((fall * small.raw) / large.raw));
  if (refusals > 0) {
    printFigure('answers that were not 2xx', String(refusals));
    process.exitCode = 1;
  }
} finally {
  await product.stop();
}
