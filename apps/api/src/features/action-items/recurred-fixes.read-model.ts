import { Injectable } from '@nestjs/common';
import { RECURRED_LIMIT } from '@tenken/shared/action-item-metrics.contract';
import { type ActionItemFilters, ActionItemType } from '@tenken/shared/action-items.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { rowCount, rowId, rowInstant, select } from '../../database/select.js';
import { BEGAN_AT, CLOSED_FIX, OWNING_TEAM } from './action-item-expressions.js';
import { filterParameters, MATCHES_ALL, SCOPE_CTE } from './action-item-filter.js';

const Row = z.object({
  id: rowId,
  title: z.string(),
  type: ActionItemType,
  completedAt: rowInstant,
  completedDay: z.number().int(),
  owningTeamId: rowId.nullable(),
  incidentId: rowId,
  incidentTitle: z.string(),
  againId: rowId,
  againTitle: z.string(),
  againBeganAt: rowInstant,
  againDay: z.number().int(),
  total: rowCount,
});
export type RecurredFix = z.output<typeof Row>;

/** Fixes that were done, and whose incident then came again: a person confirmed that the later one recurs it. */
@Injectable()
export class RecurredFixReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The latest recurrence first, at most `RECURRED_LIMIT`; `total` says how many there are. */
  latest(filters: ActionItemFilters): Promise<RecurredFix[]> {
    return select(
      this.dataSource.manager,
      Row,
      `with recursive ${SCOPE_CTE},
       again as (
         select distinct on (a.id) a.id, b.id as again_id, ${BEGAN_AT} as began_at
         from incident_recurrences r
         join incidents b on b.id = r.incident_id
         join action_items a on a.incident_id = r.earlier_incident_id
         where r.status = 'confirmed' and b.deleted_at is null and ${CLOSED_FIX} and ${BEGAN_AT} > a.completed_at
           and ${MATCHES_ALL}
         order by a.id, ${BEGAN_AT}, b.id
       ),
       shown as (select *, count(*) over () as total from again order by began_at desc, id limit ${RECURRED_LIMIT})
       select a.id, a.title, a.type, a.completed_at as "completedAt", ${OWNING_TEAM} as "owningTeamId",
         (a.completed_at at time zone $19)::date - date '1970-01-01' as "completedDay", e.id as "incidentId",
         e.title as "incidentTitle", b.id as "againId", b.title as "againTitle", shown.began_at as "againBeganAt",
         (shown.began_at at time zone $19)::date - date '1970-01-01' as "againDay", shown.total
       from shown join action_items a on a.id = shown.id join incidents e on e.id = a.incident_id
       join incidents b on b.id = shown.again_id
       order by shown.began_at desc, a.id`,
      filterParameters({ ...filters, status: ['done'] }, this.clock.now(), null),
    );
  }
}
