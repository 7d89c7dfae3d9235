import type pg from 'pg';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { Queryable } from './select.js';

/**
 * As `select`, with the statement prepared under a name on the connection of the transaction: for large statements
 * that run many times a second, where planning would cost as much as running. Outside a transaction (no fixed
 * connection) it is an ordinary query. One name always goes with one text.
 */
export async function selectPrepared<T extends z.ZodType>(
  db: Queryable,
  row: T,
  name: string,
  sql: string,
  parameters: unknown[],
): Promise<z.output<T>[]> {
  const runner = (db as Partial<EntityManager>).queryRunner;
  if (!runner?.isTransactionActive) return z.array(row).parse(await db.query(sql, parameters));
  const client = (await runner.connect()) as pg.PoolClient;
  const { rows } = await client.query({ name, text: sql, values: parameters });
  return z.array(row).parse(rows);
}
