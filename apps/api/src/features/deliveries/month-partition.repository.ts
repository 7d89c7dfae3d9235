import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, select } from '../../database/select.js';

/** Tables that have a partition for each UTC month. */
export type MonthlyTable = 'deliveries' | 'episodes' | 'episode_events';

const PartitionRow = z.object({
  name: z.string(),
  /** first day, `2026-11-01` */
  month: z.string(),
  /** detached: no statement sees its rows, the table is still there */
  state: z.enum(['attached', 'half_detached', 'detached']),
});
export type MonthPartition = z.output<typeof PartitionRow>;

/** Partitions by month, of which old ones go. */
@Injectable()
export class MonthPartitionRepository {
  /** The months of a table that ended by `before`, oldest first; also those that are no longer attached. */
  endedBefore(db: Queryable, parent: MonthlyTable, before: Date): Promise<MonthPartition[]> {
    return select(
      db,
      PartitionRow,
      `select * from (
         select c.relname as name, replace(right(c.relname, 7), '_', '-') || '-01' as month,
           case when i.inhrelid is null then 'detached' when i.inhdetachpending then 'half_detached'
             else 'attached' end as state
         from pg_class c left join pg_inherits i on i.inhrelid = c.oid
         where c.relkind = 'r' and c.relname ~ ('^' || $1::text || '_[0-9]{4}_[0-9]{2}$')
           and c.relnamespace = (select relnamespace from pg_class where oid = to_regclass($1::text))
       ) p
       where (month::timestamp + interval '1 month') at time zone 'UTC' <= $2
       order by month`,
      [parent, before],
    );
  }

  /**
   * Detaches a month while others read and write the table, outside a transaction. It waits for those that were at it;
   * cut off in its wait it leaves the month half detached: gone for whoever comes, to be finished another time.
   */
  async detach(db: Queryable, parent: MonthlyTable, { name, state }: MonthPartition): Promise<void> {
    if (state === 'detached') return;
    const how = state === 'half_detached' ? 'finalize' : 'concurrently';
    // The name is the parent's with digits behind it, so it needs no quoting.
    await db.query(`alter table ${parent} detach partition ${name} ${how}`);
  }

  /** Drops a month that is detached. */
  async drop(db: Queryable, { name }: MonthPartition): Promise<void> {
    await db.query(`drop table ${name}`);
  }
}
