import { Injectable } from '@nestjs/common';
import type { DurationIncidentsQuery, DurationIncidentsResponse } from '@tenken/shared/durations.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { resolveRange } from '../../clock/resolve-range.js';
import { decodeCursor, encodeCursor } from '../../database/cursor.js';
import { rowCount, rowId, rowInstant, select } from '../../database/select.js';
import { INTERVALS_SQL, intervalParameters } from './incident-intervals.js';

const Row = z.object({
  total: rowCount,
  id: rowId,
  title: z.string(),
  severity: z.string().nullable(),
  kind: z.enum(['incident', 'drill', 'test', 'maintenance']),
  services: z.array(z.object({ id: z.string(), name: z.string() })),
  cohortAt: rowInstant,
  cohortField: z.enum(['startedAt', 'detectedAt', 'declaredAt']),
  fromAt: rowInstant.nullable(),
  toAt: rowInstant.nullable(),
  seconds: z.number().nullable(),
  state: z.enum(['used', 'open', 'missing', 'excluded']),
  reason: z
    .enum([
      'missing_from',
      'missing_to',
      'duplicate',
      'drill',
      'test',
      'maintenance',
      'defaulted',
      'order_broken',
      'too_long',
      'in_future',
      'absurd_year',
    ])
    .nullable(),
  duplicateOfId: rowId.nullable(),
  isSample: z.boolean(),
});

const ORDERS: Record<DurationIncidentsQuery['sort'], string> = {
  '-seconds': 'i.seconds desc nulls last, i.id desc',
  seconds: 'i.seconds asc nulls last, i.id desc',
  '-cohortAt': 'i.cohort_at desc, i.id desc',
  cohortAt: 'i.cohort_at asc, i.id asc',
};
const Offset = z.number().int().min(0).max(10_000_000);

/** The incidents behind the figures of durations, each with its interval or the reason why it does not count. */
@Injectable()
export class DurationIncidentReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async list(query: DurationIncidentsQuery): Promise<DurationIncidentsResponse> {
    const now = this.clock.now();
    const range = resolveRange(query, now);
    const offset = decodeCursor(Offset, query.cursor) ?? 0;
    const rows = await select(
      this.dataSource.manager,
      Row,
      `${INTERVALS_SQL}
       select count(*) over () as total, i.id, i.title, i.severity, i.kind, i.cohort_at as "cohortAt",
         i.cohort_field as "cohortField", i.from_at as "fromAt", i.to_at as "toAt", i.seconds, i.state, i.reason,
         i.duplicate_of_id as "duplicateOfId", i.is_sample as "isSample",
         coalesce((
           select jsonb_agg(jsonb_build_object('id', s.id::text, 'name', s.name) order by s.name)
           from incident_services x join services s on s.id = x.service_id where x.incident_id = i.id
         ), '[]') as services
       from intervals i
       where ($17::text is null or i.state = $17) and ($18::text is null or i.reason = $18)
         and ($19::text is null or i.groups @> jsonb_build_array(jsonb_build_object('key', $19)))
       order by ${ORDERS[query.sort]}
       limit $20 offset $21`,
      [
        ...intervalParameters(query, { ...range, now }),
        query.state ?? null,
        query.reason ?? null,
        query.group ?? null,
        query.limit,
        offset,
      ],
    );
    const total = rows[0]?.total ?? 0;
    const next = offset + query.limit;
    return {
      items: rows.map(({ total: _, ...item }) => item),
      total,
      nextCursor: next < total ? encodeCursor(next) : null,
    };
  }
}
