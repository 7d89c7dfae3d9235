import { generateLoad } from './load-generator.js';
import { makeAlertmanagerBody } from './make-alerts.js';
import { refused } from './measure-batches.js';
import { printFigure, whole } from './print-figures.js';
import { residentBytes } from './process-figures.js';
import { type BenchProduct, TOKEN } from './run-product.js';

const SIZE = 100;
const PARTS = 10;
/** Other rules, fingerprints and minutes than those of the other measurements. */
const FIRST_BATCH = 10_000_000;

/**
 * Resident memory while so many events come in: ten parts, the largest value of each. The first two fill caches; flat
 * means that the last is not above them by more than a tenth. Returns how many answers were not 2xx.
 */
export async function measureMemory(product: BenchProduct, events: number, startMs: number): Promise<number> {
  const batches = Math.ceil(events / SIZE / PARTS);
  const peaks: number[] = [];
  let refusals = 0;
  for (let part = 0; part < PARTS; part += 1) {
    let peak = 0;
    const timer = setInterval(() => {
      peak = Math.max(peak, residentBytes(product.pid));
    }, 200);
    const result = await generateLoad({
      url: `${product.url}/api/v1/ingest/alertmanager`,
      headers: { authorization: `Bearer ${TOKEN}` },
      body: (index) => makeAlertmanagerBody(FIRST_BATCH + part * batches + index, SIZE, startMs),
      requests: batches,
      connections: 4,
      retryAfterMs: 1000,
    });
    await product.untilWorkedOff();
    clearInterval(timer);
    peaks.push(peak);
    refusals += result.accepted === batches ? 0 : refused(result.refusals);
  }
  process.stdout.write(
    `\n  resident memory over ${whole(events)} events, MiB, the largest of each tenth\n\n`,
  );
  printFigure(peaks.map((bytes) => whole(bytes / 1_048_576)).join(' '), '');
  const settled = Math.max(...peaks.slice(0, 2));
  printFigure('last tenth : first two (flat: at most 1.10)', (peaks.at(-1)! / settled).toFixed(2));
  return refusals;
}
