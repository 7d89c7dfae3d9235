import pg from 'pg';

const MONTHS = 24;
const RULES_EACH = 9;
/** Rules whose rollups are counted in one statement: about half a million episodes at ten million. */
const RULES_AT_ONCE = 100;

/**
 * Fills the product's own tables, with their partitions and indexes, up to a number of episodes: 24 months, ten times
 * the rules that have fired so far, each month in the order of its keys; then the rollups by the product's own
 * statement. By SQL alone, because no sender is as fast. `rebuild` counts the rollups of some rules again.
 */
export async function fillEpisodes(
  databaseUrl: string,
  upTo: number,
  rebuild: (db: pg.Client, ruleIds: string[]) => Promise<void>,
): Promise<void> {
  const clients = await Promise.all([connect(databaseUrl), connect(databaseUrl)]);
  const [db] = clients as [pg.Client, pg.Client];
  try {
    await db.query(`alter system set max_wal_size = '16GB'`);
    await db.query('select pg_reload_conf()');
    await makeRules(db);
    const { rows: found } = await db.query('select count(*)::integer as n from episodes');
    const perMonth = Math.ceil(Math.max(0, upTo - found[0].n) / MONTHS);
    await db.query(
      `select ensure_month_partitions('episodes', (now() - make_interval(months => $1))::date, now()::date)`,
      [MONTHS - 1],
    );
    const months = Array.from({ length: MONTHS }, (_, month) => month);
    await share(clients, months, (client, month) => client.query(FILL, [perMonth, month, found[0].n]));
    const { rows } = await db.query<{ id: string }>('select id from alert_rules order by id');
    const parts = Array.from({ length: Math.ceil(rows.length / RULES_AT_ONCE) }, (_, part) =>
      rows.slice(part * RULES_AT_ONCE, (part + 1) * RULES_AT_ONCE).map(({ id }) => id),
    );
    await share(clients, parts, (client, part) => rebuild(client, part));
    // As a server that has run for a while: otherwise autovacuum would do it while the rate is measured.
    await db.query('vacuum (analyze) episodes');
    await db.query('vacuum (analyze) episode_daily_rollups, episode_duration_histograms');
    await db.query('alter system reset max_wal_size');
    await db.query('select pg_reload_conf()');
    await db.query('checkpoint');
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

/** $1 episodes of the month that is $2 months ago; $3 makes them others than those of an earlier filling. */
const FILL = `
  insert into episodes (alert_rule_id, fingerprint, starts_at, source_id, service_id, severity, ends_at, end_reason,
    acknowledged_at, notified_at, labels, annotations, generator_url, received_at, described_at)
  select rule.id, fingerprint, starts_at, rule.source_id, rule.service_id, rule.severity,
    starts_at + make_interval(secs => 30 + n * 7919 % 14000), 'resolved',
    case when n % 4 = 0 then starts_at + interval '20 seconds' end, starts_at,
    jsonb_build_object('alertname', rule.name, 'severity', rule.severity, 'instance', '10.0.0.' || n % 250,
      'cluster', 'tokyo-production-1', 'namespace', 'shop'),
    jsonb_build_object('summary', 'Error rate is above 5 % for ten minutes',
      'runbook_url', 'https://runbooks.example.com/' || rule.id),
    'http://prometheus.example.com:9090/graph?g0.expr=error_rate&rule=' || rule.id, starts_at, starts_at
  from (select count(*)::integer as size from alert_rules) as rules,
    generate_series(1, $1::integer) as n
    -- the first rules fire most
    join lateral (select floor(size * power(n::double precision / $1, 2) * 0.9999) as place) as picked on true
    join (select *, row_number() over (order by id) - 1 as place from alert_rules) as rule using (place),
    lateral (select md5($2 || ' ' || $3 || ' ' || n) as fingerprint) as named,
    lateral (select date_trunc('month', now()) - make_interval(months => $2::integer)
      + make_interval(secs => ('x' || left(fingerprint, 6))::bit(24)::integer % (86400 * 20)) as starts_at) as timed`;

async function makeRules(db: pg.Client): Promise<void> {
  await db.query(
    `insert into alert_rules (source_id, uid, name, service_id, severity)
     select source_id, uid || '-' || n, name || '-' || n, service_id, severity
     from alert_rules, generate_series(1, $1) as n where uid !~ '-[0-9]+$'
     on conflict do nothing`,
    [RULES_EACH],
  );
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString,
    options: '-c timezone=UTC -c synchronous_commit=off -c work_mem=64MB -c maintenance_work_mem=256MB',
  });
  await client.connect();
  return client;
}

async function share<T>(
  clients: readonly pg.Client[],
  items: readonly T[],
  work: (client: pg.Client, item: T) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    clients.map(async (client) => {
      for (let index = next++; index < items.length; index = next++) await work(client, items[index]!);
    }),
  );
}
