import pg from 'pg';
import { fillIncidents } from './fill-incidents.js';
import {
  EPISODES_OF_MONTH,
  FILLED_TABLES,
  RULE_STATEMENTS,
  UNIFORM,
  WORK_STATEMENTS,
} from './fill-review-rows.js';
import { rebuildMonthOfRollups } from './fill-rollups.js';

export const RULES = 2000;
const MONTHS = 24;
const INCIDENTS = 6000;

/**
 * Fills an empty database of the product with two years of so many episodes of 2,000 rules, in the order in which they
 * would have come in, their rollups, and what people did about them. Nothing when it was filled before.
 */
export async function fillReviews(databaseUrl: string, episodes: number): Promise<boolean> {
  const clients = await Promise.all([connect(databaseUrl), connect(databaseUrl)]);
  const [db] = clients as [pg.Client, pg.Client];
  try {
    const { rows } = await db.query(`select from sources where key = 'bench-reviews'`);
    if (rows.length > 0) return false;
    await fillIncidents(databaseUrl, { incidents: INCIDENTS });
    await db.query(`alter system set max_wal_size = '8GB'`);
    await db.query('select pg_reload_conf()');
    for (const statement of RULE_STATEMENTS)
      await db.query(statement, statement.includes('$1') ? [RULES] : []);
    await db.query('analyze alert_rules');
    await db.query(
      `select ensure_month_partitions('episodes', (now() - make_interval(months => $1))::date, now()::date)`,
      [MONTHS],
    );
    // The current month is not over: it gets its share.
    const months = Array.from({ length: MONTHS + 1 }, (_, month) => month);
    const { rows: shares } = await db.query<{ share: number }>(
      `select extract(epoch from least(now(), date_trunc('month', now()) - make_interval(months => n - 1))
         - (date_trunc('month', now()) - make_interval(months => n)))::float8 as share
       from unnest($1::integer[]) as n`,
      [months],
    );
    const whole = shares.reduce((sum, { share }) => sum + share, 0);
    await share(clients, months, async (client, month) => {
      await client.query(EPISODES_OF_MONTH, [Math.ceil((episodes * shares[month]!.share) / whole), month]);
      await rebuildMonthOfRollups(client, month);
    });
    await db.query('vacuum (analyze) episodes');
    for (const statement of WORK_STATEMENTS) await db.query(statement);
    // As a server that has run for a while.
    for (const table of FILLED_TABLES) await db.query(`vacuum (analyze) ${table}`);
    await db.query('alter system reset max_wal_size');
    await db.query('select pg_reload_conf()');
    await db.query('checkpoint');
    return true;
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString,
    options:
      '-c timezone=UTC -c synchronous_commit=off -c work_mem=256MB -c maintenance_work_mem=512MB -c jit=off',
  });
  await client.connect();
  await client.query(UNIFORM);
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
