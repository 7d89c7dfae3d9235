import { Injectable } from '@nestjs/common';
import type { DurationsQuery } from '@tenken/shared/durations.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { rowId, rowInstant, select } from '../../database/select.js';
import { INTERVALS_SQL, type IntervalsInput, intervalParameters } from './incident-intervals.js';

const BucketRow = z.object({
  index: z.number(),
  from: rowInstant,
  to: rowInstant,
  partial: z.boolean(),
});
const IntervalRow = z.object({
  id: rowId,
  title: z.string(),
  severity: z.string().nullable(),
  cohortAt: rowInstant,
  cohortField: z.enum(['startedAt', 'detectedAt', 'declaredAt']),
  seconds: z.number().nullable(),
  state: z.enum(['used', 'open', 'missing', 'excluded']),
  reason: z.string().nullable(),
  groups: z.array(z.object({ key: z.string(), label: z.string().nullable().default(null) })),
});
/** Either an incident of the bucket, or nothing where the bucket is empty. */
const Row = z.union([
  BucketRow.extend({ incident: z.literal(false) }),
  BucketRow.extend({ incident: z.literal(true), ...IntervalRow.shape }),
]);

export type IntervalRow = z.output<typeof IntervalRow>;

/** One period with its incidents, each with its interval or the reason why it has none that counts. */
export interface IntervalBucket {
  from: string;
  to: string;
  partial: boolean;
  rows: IntervalRow[];
}

/** How long each incident of a range took (METRICS.md section 2). */
@Injectable()
export class IntervalReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** Every period of the range in order, the empty ones too; without `bucket` the range is one period. */
  async buckets(query: DurationsQuery, input: IntervalsInput): Promise<IntervalBucket[]> {
    const rows = await select(
      this.dataSource.manager,
      Row,
      `${INTERVALS_SQL}
       select b.index, b.starts_at as "from", b.ends_at as "to", b.partial, r.id is not null as incident, r.id, r.title,
         r.severity, r.cohort_at as "cohortAt", r.cohort_field as "cohortField", r.seconds, r.state, r.reason, r.groups
       from buckets b
       left join intervals r
         on width_bucket(r.cohort_at, (select array_agg(starts_at order by index) from buckets)) - 1 = b.index
       order by b.index, r.cohort_at, r.id`,
      intervalParameters(query, input),
    );
    const buckets: IntervalBucket[] = [];
    for (const row of rows) {
      const { from, to, partial } = row;
      buckets[row.index] ??= { from, to, partial, rows: [] };
      if (row.incident) buckets[row.index]?.rows.push(row);
    }
    return buckets;
  }
}
