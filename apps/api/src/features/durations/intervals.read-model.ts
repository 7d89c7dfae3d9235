import { Injectable } from '@nestjs/common';
import {
  type DurationPoint,
  DurationReason,
  type DurationsQuery,
  POINT_LIMIT,
} from '@tenken/shared/durations.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { type CalendarBucket, cutRange } from '../../database/calendar-buckets.js';
import { GROUPINGS } from '../../database/incident-scope.js';
import { rowCount, rowId, rowInstant, select } from '../../database/select.js';
import { intervalParameters, intervalsSql } from './incident-intervals.js';
import { type IntervalSet, mergeIntervals } from './interval-set.js';

/** One outcome of one group and period, as numbers. */
const CELL = `c.state, c.reason, count(*) as n, count(*) filter (where c.cohort_field = 'startedAt') as by_start,
  count(*) filter (where c.cohort_field = 'detectedAt') as by_detection,
  string_agg(c.seconds::text, ',') filter (where c.reason is null) as seconds`;

/** All groups together: from the groups where they share no incident, else from the incidents again. */
const WHOLE = {
  disjoint: `select null, null, 0, c.state, c.reason, sum(c.n), sum(c.by_start), sum(c.by_detection),
    string_agg(c.seconds, ',') from cells c group by c.state, c.reason`,
  overlapping: `select null, null, 0, ${CELL} from placed c group by c.state, c.reason`,
};

const Row = z.object({
  /** null: all groups together */
  key: z.string().nullable(),
  label: z.string().nullable(),
  groupsTotal: rowCount.nullable(),
  index: z.number(),
  state: z.enum(['used', 'open', 'missing', 'excluded']),
  reason: DurationReason.nullable(),
  n: rowCount,
  startedAt: rowCount,
  detectedAt: rowCount,
  declaredAt: rowCount,
  /** one number per incident, used and open ones only */
  seconds: z.string().nullable(),
});
type Row = z.output<typeof Row>;

const PointRow = z.object({
  key: z.string(),
  id: rowId,
  title: z.string(),
  severity: z.string().nullable(),
  at: rowInstant,
  seconds: z.number(),
  open: z.boolean(),
});

export interface IntervalGroup {
  key: string;
  label: string | null;
  /** one per period, in their order */
  buckets: IntervalSet[];
}

/** How many incidents are placed by each instant. */
export type CohortCounts = Record<'startedAt' | 'detectedAt' | 'declaredAt', number>;

export interface GroupedIntervals {
  buckets: CalendarBucket[];
  /** those with the most incidents first */
  groups: IntervalGroup[];
  groupsTotal: number;
  /** all of the range, each incident once: one of two services is in two groups */
  whole: IntervalSet;
  cohortBy: CohortCounts;
}

interface Input {
  from: Date;
  to: Date;
  timeZone: string;
  now: Date;
}

/** How long the incidents of a range took (METRICS.md section 2), per period and group. */
@Injectable()
export class IntervalReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The intervals of every period and group, the empty periods too. Postgres judges the incidents and sends numbers
   * only: one text of seconds per group, period and outcome.
   */
  async grouped(query: DurationsQuery, input: Input): Promise<GroupedIntervals> {
    const buckets = await cutRange(this.dataSource.manager, input, query.bucket, query.fiscalYearStartsIn);
    const { columns, join, key, label, overlaps } = GROUPINGS[query.groupBy ?? 'all'];
    const rows = await select(
      this.dataSource.manager,
      Row,
      `${intervalsSql(query.metric)},
       placed as (
         select c.id, width_bucket(c.cohort_at, $16::timestamptz[]) - 1 as index, c.cohort_field, c.state, c.reason, c.seconds
           ${columns}
         from intervals c
       ),
       cells as (
         select ${key} as key, min(${label}) as label, c.index, ${CELL}
         from placed c ${join('placed')}
         group by 1, c.index, c.state, c.reason
       ),
       counted as (
         select * from cells
         ${query.groupBy === undefined ? '' : `union all ${WHOLE[overlaps ? 'overlapping' : 'disjoint']}`}
       ),
       kept as (
         select key, sum(n) as size, count(*) over () as groups_total
         from cells group by key order by sum(n) desc, key limit $17
       )
       select c.key, c.label, k.groups_total as "groupsTotal", c.index, c.state, c.reason, c.n, c.by_start as "startedAt",
         c.by_detection as "detectedAt", c.n - c.by_start - c.by_detection as "declaredAt", c.seconds
       from counted c left join kept k on k.key = c.key
       where c.key is null or k.key is not null
       order by k.size desc, k.key`,
      [...intervalParameters(query, input), buckets.map((bucket) => bucket.from), query.groupLimit],
    );
    const groups = assemble(rows, buckets.length, query.groupBy === undefined);
    const all = query.groupBy === undefined ? rows : rows.filter((row) => row.key === null);
    return {
      buckets,
      groups,
      groupsTotal: query.groupBy === undefined ? 1 : (rows.find((row) => row.key !== null)?.groupsTotal ?? 0),
      whole:
        query.groupBy === undefined ? mergeIntervals(groups.flatMap((group) => group.buckets)) : toSet(all),
      cohortBy: countCohorts(all),
    };
  }

  /** The intervals of a whole range in one set. */
  async whole(query: DurationsQuery, input: Input): Promise<IntervalSet> {
    const { whole } = await this.grouped({ ...query, bucket: undefined, groupBy: undefined }, input);
    return whole;
  }

  /** The latest used and open incidents of each of the groups, oldest first. */
  async points(
    query: DurationsQuery,
    input: Input,
    keys: readonly string[],
  ): Promise<ReadonlyMap<string, DurationPoint[]>> {
    const { join, key } = GROUPINGS[query.groupBy ?? 'all'];
    const rows = await select(
      this.dataSource.manager,
      PointRow,
      `${intervalsSql(query.metric)},
       placed as (
         select ${key} as key, c.id, c.severity, c.cohort_at, c.seconds, c.state
         from intervals c ${join('intervals')}
         where c.state in ('used', 'open')
       ),
       latest as (
         select p.*, row_number() over (partition by p.key order by p.cohort_at desc, p.id desc) as place
         from placed p where p.key = any ($16::text[])
       )
       select p.key, p.id, i.title, p.severity, p.cohort_at as at, p.seconds, p.state = 'open' as open
       from latest p join incidents i on i.id = p.id
       where p.place <= $17
       order by p.cohort_at, p.id`,
      [...intervalParameters(query, input), keys, POINT_LIMIT],
    );
    const points = new Map<string, DurationPoint[]>(keys.map((group) => [group, []]));
    for (const { key: group, ...point } of rows) points.get(group)?.push(point);
    return points;
  }
}

/** One group even without incidents where there is no grouping. */
function assemble(rows: readonly Row[], periods: number, ungrouped: boolean): IntervalGroup[] {
  const groups = new Map<string, { label: string | null; buckets: Row[][] }>();
  const groupOf = (key: string, label: string | null) => {
    const group = groups.get(key) ?? { label, buckets: Array.from({ length: periods }, (): Row[] => []) };
    groups.set(key, group);
    return group;
  };
  if (ungrouped) groupOf('all', null);
  for (const row of rows) if (row.key !== null) groupOf(row.key, row.label).buckets[row.index]?.push(row);
  return [...groups].map(([key, { label, buckets }]) => ({ key, label, buckets: buckets.map(toSet) }));
}

function toSet(rows: readonly Row[]): IntervalSet {
  const secondsOf = (state: Row['state']) =>
    rows.flatMap((row): number[] =>
      row.state === state && row.seconds !== null ? JSON.parse(`[${row.seconds}]`) : [],
    );
  const countOf = (state: Row['state']) => {
    const counts = new Map<DurationReason, number>();
    for (const row of rows)
      if (row.state === state && row.reason !== null)
        counts.set(row.reason, (counts.get(row.reason) ?? 0) + row.n);
    return counts;
  };
  return {
    used: secondsOf('used'),
    open: secondsOf('open'),
    missing: countOf('missing'),
    excluded: countOf('excluded'),
  };
}

function countCohorts(rows: readonly Row[]): CohortCounts {
  const sumOf = (field: keyof CohortCounts) => rows.reduce((sum, row) => sum + row[field], 0);
  return {
    startedAt: sumOf('startedAt'),
    detectedAt: sumOf('detectedAt'),
    declaredAt: sumOf('declaredAt'),
  };
}
