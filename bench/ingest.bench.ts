/*
 * Deliveries through HTTP: batches of 100 beside raw PostgreSQL, and single alerts beside an in-memory Alertmanager,
 * in one run on one machine; what counts are the ratios.
 *
 *   npm run bench -- ingest
 *   npm run bench -- ingest --events=5000000     resident memory over so many events as well
 *   npm run bench -- ingest --only=singles --seconds=20
 */
import { parseArgs } from 'node:util';
import { measureBatches } from './measure-batches.js';
import { measureMemory } from './measure-memory.js';
import { measureSingles } from './measure-singles.js';
import { printFigure } from './print-figures.js';
import { startBenchProduct } from './run-product.js';

const { values } = parseArgs({
  options: {
    batches: { type: 'string', default: '600' },
    size: { type: 'string', default: '100' },
    connections: { type: 'string', default: '4' },
    seconds: { type: 'string', default: '8' },
    events: { type: 'string', default: '0' },
    only: { type: 'string' },
  },
});
const wants = (part: string) => values.only === undefined || values.only === part;
const startMs = Date.now() - 3_600_000;

const product = await startBenchProduct();
try {
  let refusals = 0;
  if (wants('batches')) {
    refusals += await measureBatches(product, {
      batches: Number(values.batches),
      size: Number(values.size),
      connections: Number(values.connections),
      startMs,
    });
  }
  if (wants('singles')) refusals += await measureSingles(product, Number(values.seconds), startMs);
  const events = Number(values.events);
  if (wants('memory') && events > 0) refusals += await measureMemory(product, events, startMs);
  if (refusals > 0) {
    printFigure('answers that were not 2xx', String(refusals));
    process.exitCode = 1;
  }
} finally {
  await product.stop();
}
