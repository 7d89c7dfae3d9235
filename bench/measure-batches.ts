import { generateLoad, percentile } from './load-generator.js';
import { makeAlertmanagerBody } from './make-alerts.js';
import { ms, printFigure, ratio, whole } from './print-figures.js';
import { measureRawUpserts } from './raw-upserts.js';
import { type BenchProduct, TOKEN } from './run-product.js';

/** A server takes a hundred connections by default; senders may be more, they share the product's. */
const MAX_RAW_CONNECTIONS = 16;

export interface BatchOptions {
  batches: number;
  size: number;
  connections: number;
  startMs: number;
}

/**
 * Batches through the webhook against raw multi-row upserts of the same rows on the same server, before and after. Two
 * ends of the way are measured: the answer (the body is durable), and the episodes with their rollups being visible.
 * Returns how many answers were not 2xx.
 */
export async function measureBatches(product: BenchProduct, options: BatchOptions): Promise<number> {
  const { batches, size, connections, startMs } = options;
  const raw = () =>
    measureRawUpserts(product.databaseUrl, {
      batches,
      batchSize: size,
      connections: Math.min(connections, MAX_RAW_CONNECTIONS),
      startMs,
    });
  const send = (first: number, count: number, rate: number | null) => {
    const bodies = Array.from({ length: count }, (_, index) =>
      makeAlertmanagerBody(first + index, size, startMs),
    );
    return generateLoad({
      url: `${product.url}/api/v1/ingest/alertmanager`,
      headers: { authorization: `Bearer ${TOKEN}` },
      body: (index) => bodies[index]!,
      requests: count,
      connections,
      rate,
    });
  };
  const warmUp = Math.ceil(10_000 / size);
  // Warm: rules are discovered, code is compiled, connections are open.
  await send(1_000_000, warmUp, null);
  await product.untilVisible(warmUp * size);

  const rawBefore = await raw();
  const sentMs = performance.now();
  const full = await send(0, batches, null);
  await product.untilVisible((warmUp + batches) * size);
  const visible = (batches * size) / ((performance.now() - sentMs) / 1000);
  const durable = (full.accepted * size) / full.seconds;
  // Half of what it can work off, not of what it can take in: a rate that it can keep up for ever.
  const half = await send(2_000_000, Math.ceil(batches / 2), visible / size / 2);
  await product.untilWorkedOff();
  const rawMean = (rawBefore + (await raw())) / 2;

  process.stdout.write(`\n  ${batches} batches of ${size} alerts, ${connections} connections, fsync on\n\n`);
  printFigure('raw PostgreSQL, multi-row upserts, rows/s', whole(rawMean));
  printFigure('webhook, durable, alerts/s', whole(durable));
  printFigure('webhook, visible as episodes with rollups, alerts/s', whole(visible));
  printFigure('ratio durable : raw', ratio(durable / rawMean));
  printFigure('ratio visible : raw (at least 0.35, aim 0.6)', ratio(visible / rawMean));
  const both = (sorted: number[]) => `${ms(percentile(sorted, 0.5))} / ${ms(percentile(sorted, 0.99))}`;
  printFigure('answer at full rate, p50 / p99', both(full.latenciesMs));
  printFigure('answer at half of the visible rate, p50 / p99 (under 100 ms)', both(half.latenciesMs));
  return refused(full.refusals) + refused(half.refusals);
}

export function refused(refusals: Record<string, number>): number {
  return Object.values(refusals).reduce((sum, count) => sum + count, 0);
}
