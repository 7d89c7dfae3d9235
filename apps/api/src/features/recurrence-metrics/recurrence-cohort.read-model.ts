import { Injectable } from '@nestjs/common';
import type { RecurrenceQuery } from '@tenken/shared/recurrence.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { rowId, rowInstant, select } from '../../database/select.js';

const Row = z.object({
  id: rowId,
  cohortAt: rowInstant,
  resolvedAt: rowInstant.nullable(),
  confirmedLater: z.number(),
  nextBeganAt: rowInstant.nullable(),
});

/** `confirmedLater` incidents recur this one; the first of them began at `nextBeganAt` (null: nobody knows, or none). */
export type RecurrenceCohortRow = z.output<typeof Row>;

/** The incidents of a range, and when each first came back. */
@Injectable()
export class RecurrenceCohortReadModel {
  constructor(private readonly dataSource: DataSource) {}

  incidents(query: RecurrenceQuery, range: { from: Date; to: Date }): Promise<RecurrenceCohortRow[]> {
    const list = (values: readonly string[] | undefined) => (values?.length ? values : null);
    return select(
      this.dataSource,
      Row,
      `with recursive scope_services (id) as (
         select id from services where id::text = any ($3::text[]) or key = any ($3) or name = any ($3)
         union
         select s.id from services s join scope_services p on s.parent_id = p.id
       )
       select i.id, coalesce(i.started_at, i.detected_at, i.declared_at) as "cohortAt", i.resolved_at as "resolvedAt",
         coming.n as "confirmedLater", coming.began_at as "nextBeganAt"
       from incidents i
       cross join lateral (
         select count(*)::int as n, min(coalesce(b.started_at, b.detected_at, b.declared_at)) as began_at
         from incident_recurrences r join incidents b on b.id = r.incident_id
         where r.earlier_incident_id = i.id and r.status = 'confirmed' and b.deleted_at is null
       ) coming
       where i.deleted_at is null and i.kind = 'incident' and i.duplicate_of_id is null
         and coalesce(i.started_at, i.detected_at, i.declared_at) >= $1
         and coalesce(i.started_at, i.detected_at, i.declared_at) < $2
         and ($3 is null or exists (
           select from incident_services x join scope_services s on s.id = x.service_id where x.incident_id = i.id))
         and ($4::text[] is null or exists (
           select from teams t
           where (t.id::text = any ($4) or t.key = any ($4) or t.name = any ($4)) and (t.id = i.team_id or exists (
             select from incident_services x join services s on s.id = x.service_id
             where x.incident_id = i.id and s.team_id = t.id))))
         and ($5::text[] is null or coalesce(i.severity, 'none') = any ($5))
       order by "cohortAt", i.id`,
      [range.from, range.to, list(query.service), list(query.team), list(query.severity)],
    );
  }
}
