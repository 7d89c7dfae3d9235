import pg from 'pg';
import { makeAlerts } from './make-alerts.js';

/** The rows of the product's table, with its partitions and its indexes, in a table of their own. */
const TABLE = `
  drop table if exists raw_episodes;
  create table raw_episodes (like episodes including all) partition by range (starts_at);
  create table raw_episodes_all partition of raw_episodes for values from ('2000-01-01') to ('2100-01-01')`;

const UPSERT = `
  insert into raw_episodes (alert_rule_id, fingerprint, starts_at, source_id, service_id, severity, ends_at, end_reason,
    notified_at, labels, annotations, generator_url)
  select * from unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::bigint[], $5::bigint[], $6::text[],
    $7::timestamptz[], $8::text[], $9::timestamptz[], $10::jsonb[], $11::jsonb[], $12::text[])
  on conflict (alert_rule_id, fingerprint, starts_at) do update set ends_at = excluded.ends_at,
    end_reason = excluded.end_reason, labels = excluded.labels, annotations = excluded.annotations`;

/** Rows a second that this server takes as multi-row upserts of the same alerts, with nothing around them. */
export async function measureRawUpserts(
  databaseUrl: string,
  options: { batches: number; batchSize: number; connections: number; startMs: number },
): Promise<number> {
  const { batches, batchSize, connections, startMs } = options;
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      return client;
    }),
  );
  try {
    await clients[0]!.query(TABLE);
    const parameters = Array.from({ length: batches }, (_, batch) => parametersOf(batch, batchSize, startMs));
    let next = 0;
    const startedMs = performance.now();
    await Promise.all(
      clients.map(async (client) => {
        for (let batch = next++; batch < batches; batch = next++) {
          await client.query({ name: 'raw-upsert', text: UPSERT, values: parameters[batch]! });
        }
      }),
    );
    const seconds = (performance.now() - startedMs) / 1000;
    return (batches * batchSize) / seconds;
  } finally {
    await clients[0]!.query('drop table if exists raw_episodes');
    await Promise.all(clients.map((client) => client.end()));
  }
}

function parametersOf(batch: number, batchSize: number, startMs: number): unknown[] {
  // Sorted by key: in another order concurrent batches would deadlock.
  const alerts = makeAlerts(batch, batchSize, startMs).sort((a, b) => a.rule - b.rule);
  return [
    alerts.map(({ rule }) => rule),
    alerts.map(({ fingerprint }) => fingerprint),
    alerts.map(({ startsAt }) => startsAt),
    alerts.map(() => 1),
    alerts.map(({ rule }) => rule % 20),
    alerts.map(({ labels }) => labels.severity),
    alerts.map(({ endsAt }) => endsAt),
    alerts.map(({ endsAt }) => (endsAt === null ? null : 'resolved')),
    alerts.map(({ startsAt }) => startsAt),
    alerts.map(({ labels }) => JSON.stringify(labels)),
    alerts.map(({ annotations }) => JSON.stringify(annotations)),
    alerts.map(({ generatorUrl }) => generatorUrl),
  ];
}
