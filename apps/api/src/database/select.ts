import type { EntityManager } from 'typeorm';
import { z } from 'zod';

/** Anything that runs SQL: the data source, or the manager of a transaction. */
export type Queryable = Pick<EntityManager, 'query'>;

/** `bigint` key: a string on the wire and in code, never a JS number. */
export const rowId = z.string();
/** `count(*)`, `sum(int)` and other bigint or numeric results that fit a double. */
export const rowCount = z.coerce.number();
/** `timestamptz` as an ISO string in UTC. */
export const rowInstant = z.date().transform((at) => at.toISOString());

/** Runs one static statement with bound parameters and parses every row: `select(db, Row, sql, [a, b])`. */
export async function select<T extends z.ZodType>(
  db: Queryable,
  row: T,
  sql: string,
  parameters: unknown[] = [],
): Promise<z.output<T>[]> {
  const rows: unknown = await db.query(sql, parameters);
  return z.array(row).parse(rows);
}

/** As `select`, for at most one row. */
export async function selectOne<T extends z.ZodType>(
  db: Queryable,
  row: T,
  sql: string,
  parameters: unknown[] = [],
): Promise<z.output<T> | null> {
  const rows = await select(db, row, sql, parameters);
  return rows[0] ?? null;
}
