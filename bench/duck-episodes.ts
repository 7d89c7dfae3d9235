import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import type pg from 'pg';

/** DuckDB on a file of its own that has the rows of `episodes`. */
export interface DuckEpisodes {
  /** rows as arrays of JSON values */
  ask(sql: string): Promise<unknown[][]>;
  close(): void;
}

/**
 * Opens `file`, and fills it first where it is not there: from a CSV file that PostgreSQL writes beside it, with the
 * columns that the questions need. As many threads as the machine has cores.
 */
export async function openDuckEpisodes(
  file: string,
  database: pg.Client,
  threads: number,
): Promise<DuckEpisodes> {
  if (!existsSync(file)) await fill(file, database, threads);
  const instance = await DuckDBInstance.create(file, {
    threads: String(threads),
    access_mode: 'READ_ONLY',
  });
  const connection = await instance.connect();
  return {
    ask: async (sql) => (await connection.runAndReadAll(sql)).getRowsJson() as unknown[][],
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

async function fill(file: string, database: pg.Client, threads: number): Promise<void> {
  const csv = `/tmp/tenken-bench-${process.pid}.csv`;
  const unfinished = `${file}.new`;
  await rm(unfinished, { force: true });
  await rm(`${unfinished}.wal`, { force: true });
  try {
    await database.query(
      `copy (
         select alert_rule_id, fingerprint, starts_at at time zone 'UTC' as starts_at, service_id, severity,
           ends_at at time zone 'UTC' as ends_at, acknowledged_at at time zone 'UTC' as acknowledged_at,
           notified_at at time zone 'UTC' as notified_at, duration_seconds
         from episodes
       ) to '${csv}' with (format csv, header true)`,
    );
    const instance = await DuckDBInstance.create(unfinished, { threads: String(threads) });
    const connection = await instance.connect();
    await connection.run(
      `create table episodes (alert_rule_id bigint, fingerprint varchar, starts_at timestamp, service_id bigint,
         severity varchar, ends_at timestamp, acknowledged_at timestamp, notified_at timestamp,
         duration_seconds double)`,
    );
    await connection.run(`insert into episodes select * from read_csv('${csv}', header = true)`);
    await connection.run('checkpoint');
    connection.closeSync();
    instance.closeSync();
    await rename(unfinished, file);
  } finally {
    // written by the server of the database
    await database.query(`copy (select 1 where false) to program 'rm -f ${csv}'`);
  }
}
