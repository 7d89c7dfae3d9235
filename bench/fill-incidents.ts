/*
 * Generated incidents for the figures: five years, seeded, the same for the same number, seed and day. A bigger filling
 * contains the smaller one, so that one server can be measured at two sizes.
 *
 *   node --import ./scripts/typescript.mjs bench/fill-incidents.ts --url=postgres://… --incidents=100000
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { ACTION_ITEM_STATEMENTS } from './fill-action-items.js';
import { INCIDENT_STATEMENTS, makeFunctions, makeIncidents } from './fill-incident-rows.js';

export interface FillOptions {
  /** how many generated incidents there are afterwards; three times as many action items */
  incidents: number;
  seed?: number;
  /** the five years end here; the same for fillings of one server */
  now?: Date;
}

/**
 * Fills the product's own tables by SQL alone: teams, services with components, incidents with all that happens to them
 * (open, defaulted, out of order, too long, drills, duplicates, reopened, recurring), their instants and severities,
 * action items with their history, and postmortems. Under a minute for 100,000.
 */
export async function fillIncidents(databaseUrl: string, options: FillOptions): Promise<void> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    options: '-c timezone=UTC -c synchronous_commit=off -c work_mem=128MB -c maintenance_work_mem=256MB',
  });
  await client.connect();
  try {
    await client.query('begin');
    const functions = makeFunctions(options.seed ?? 1, options.now ?? new Date());
    for (const statement of functions) await client.query(statement);
    await client.query(makeIncidents(options.incidents));
    await client.query('analyze made');
    for (const statement of [...INCIDENT_STATEMENTS, ...ACTION_ITEM_STATEMENTS])
      await client.query(statement);
    // The suggestions are among the rows already: working them out is not what is measured.
    await client.query('delete from recurrence_checks');
    await client.query('drop table made, seeded');
    await client.query('commit');
    // As a server that has run for a while.
    for (const table of TABLES) await client.query(`vacuum (analyze) ${table}`);
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
}

const TABLES = [
  'teams',
  'services',
  'incidents',
  'incident_services',
  'incident_instants',
  'incident_severity_changes',
  'incident_recurrences',
  'postmortems',
  'action_items',
  'action_item_status_changes',
];

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      incidents: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      now: { type: 'string' },
    },
  });
  if (values.url === undefined) throw new Error('--url=postgres://… is needed');
  const startedMs = performance.now();
  await fillIncidents(values.url, {
    incidents: Number(values.incidents),
    seed: Number(values.seed),
    ...(values.now === undefined ? {} : { now: new Date(values.now) }),
  });
  process.stdout.write(`filled in ${((performance.now() - startedMs) / 1000).toFixed(1)} s\n`);
}
