import { Injectable } from '@nestjs/common';
import { IncidentRateInclude, type IncidentRatesQuery } from '@tenken/shared/incident-rates.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { type CalendarBucket, cutRange } from '../../database/calendar-buckets.js';
import { COHORT_SQL, GROUPINGS, scopeParameters } from '../../database/incident-scope.js';
import { rowCount, select } from '../../database/select.js';
import { type IncidentCounts, mergeCounts } from './describe-rate.js';

const Row = z.object({
  key: z.string(),
  label: z.string().nullable(),
  groupsTotal: rowCount,
  index: z.number(),
  leftOut: IncidentRateInclude.nullable(),
  n: rowCount,
});
type Row = z.output<typeof Row>;

export interface CountedGroup {
  key: string;
  label: string | null;
  /** one per period, in their order */
  buckets: IncidentCounts[];
}

interface Range {
  from: Date;
  to: Date;
  timeZone: string;
}

/** How many incidents began in a range, per period and group, and how many do not count (METRICS.md section 2). */
@Injectable()
export class IncidentCountReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** The groups with the most incidents first; one without `groupBy`. */
  async grouped(
    query: IncidentRatesQuery,
    range: Range,
  ): Promise<{ buckets: CalendarBucket[]; groups: CountedGroup[]; groupsTotal: number }> {
    const buckets = await cutRange(this.dataSource.manager, range, query.bucket, query.fiscalYearStartsIn);
    const { join, key, label } = GROUPINGS[query.groupBy ?? 'all'];
    const rows = await select(
      this.dataSource.manager,
      Row,
      `${COHORT_SQL},
       counted as (
         select ${key} as key, ${label} as label, width_bucket(c.cohort_at, $15::timestamptz[]) - 1 as index, c.left_out,
           count(*) as n
         from cohort c ${join('cohort')}
         group by 1, 2, 3, 4
       ),
       kept as (
         select key, sum(n) as size, count(*) over () as groups_total
         from counted group by key order by sum(n) desc, key limit $16
       )
       select k.key, c.label, k.groups_total as "groupsTotal", c.index, c.left_out as "leftOut", c.n
       from counted c join kept k on k.key = c.key
       order by k.size desc, k.key`,
      [...scopeParameters(query, range), buckets.map((bucket) => bucket.from), query.groupLimit],
    );
    const ungrouped = query.groupBy === undefined;
    return {
      buckets,
      groups: assemble(rows, buckets.length, ungrouped),
      groupsTotal: ungrouped ? 1 : (rows[0]?.groupsTotal ?? 0),
    };
  }

  /** A whole range, each incident once. */
  async whole(query: IncidentRatesQuery, range: Range): Promise<IncidentCounts> {
    const { groups } = await this.grouped({ ...query, bucket: undefined, groupBy: undefined }, range);
    return mergeCounts(groups.flatMap((group) => group.buckets));
  }
}

function assemble(rows: readonly Row[], periods: number, ungrouped: boolean): CountedGroup[] {
  const groups = new Map<string, { label: string | null; buckets: Row[][] }>();
  const groupOf = (key: string, label: string | null) => {
    const group = groups.get(key) ?? { label, buckets: Array.from({ length: periods }, (): Row[] => []) };
    groups.set(key, group);
    return group;
  };
  if (ungrouped) groupOf('all', null);
  for (const row of rows) groupOf(row.key, row.label).buckets[row.index]?.push(row);
  return [...groups].map(([key, { label, buckets }]) => ({ key, label, buckets: buckets.map(toCounts) }));
}

function toCounts(rows: readonly Row[]): IncidentCounts {
  const excluded = new Map<IncidentRateInclude, number>();
  let n = 0;
  for (const row of rows) {
    if (row.leftOut === null) n += row.n;
    else excluded.set(row.leftOut, row.n);
  }
  return { n, excluded };
}
