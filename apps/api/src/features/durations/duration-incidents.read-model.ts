import { Injectable } from '@nestjs/common';
import {
  DurationIncident,
  type DurationIncidentsQuery,
  type DurationIncidentsResponse,
} from '@tenken/shared/durations.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { resolveRange } from '../../clock/resolve-range.js';
import { decodeCursor, encodeCursor } from '../../database/cursor.js';
import { GROUPINGS } from '../../database/incident-scope.js';
import { rowCount, rowId, rowInstant, select } from '../../database/select.js';
import { intervalParameters, intervalsSql } from './incident-intervals.js';

const Row = DurationIncident.extend({
  total: rowCount,
  id: rowId,
  cohortAt: rowInstant,
  fromAt: rowInstant.nullable(),
  toAt: rowInstant.nullable(),
  duplicateOfId: rowId.nullable(),
});

const ORDERS: Record<DurationIncidentsQuery['sort'], string> = {
  '-seconds': 'c.seconds desc nulls last, c.id desc',
  seconds: 'c.seconds asc nulls last, c.id desc',
  '-cohortAt': 'c.cohort_at desc, c.id desc',
  cohortAt: 'c.cohort_at asc, c.id asc',
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
    const { join, key } = GROUPINGS[query.group === undefined ? 'all' : (query.groupBy ?? 'all')];
    const rows = await select(
      this.dataSource.manager,
      Row,
      `${intervalsSql(query.metric)},
       page as (
         select c.*, count(*) over () as total, row_number() over (order by ${ORDERS[query.sort]}) as place
         from intervals c ${join('intervals')}
         where ($16::text is null or c.state = $16) and ($17::text is null or c.reason = $17)
           and ($18::text is null or ${key} = $18)
         order by place
         limit $19 offset $20
       )
       select p.total, p.id, i.title, p.severity, p.kind, p.cohort_at as "cohortAt", p.cohort_field as "cohortField",
         p.from_at as "fromAt", p.to_at as "toAt", p.seconds, p.state, p.reason,
         i.duplicate_of_id as "duplicateOfId", i.is_sample as "isSample",
         coalesce((
           select jsonb_agg(jsonb_build_object('id', s.id::text, 'name', s.name) order by s.name)
           from incident_services x join services s on s.id = x.service_id where x.incident_id = i.id
         ), '[]') as services
       from page p join incidents i on i.id = p.id
       order by p.place`,
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
