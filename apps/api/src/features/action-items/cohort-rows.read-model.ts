import { Injectable } from '@nestjs/common';
import {
  type ActionItemFilters,
  ActionItemStatus,
  ActionItemType,
} from '@tenken/shared/action-items.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { selectOne } from '../../database/select.js';
import { DEADLINE, GROUP, IN_TIME } from './action-item-expressions.js';
import { filterParameters, MATCHES_ALL, SCOPE_CTE } from './action-item-filter.js';

const Instant = z.string().transform((at) => new Date(at).toISOString());
const CohortRow = z.object({
  id: z.string(),
  title: z.string(),
  incidentId: z.string().nullable(),
  type: ActionItemType,
  status: ActionItemStatus,
  group: z.string(),
  priority: z.string().nullable(),
  severity: z.string().nullable(),
  team: z.object({ id: z.string(), name: z.string() }).nullable(),
  createdAt: Instant,
  deadlineOn: z.string().nullable(),
  completedAt: Instant.nullable(),
  declinedAt: Instant.nullable(),
  inTime: z.boolean().nullable(),
});
export type CohortRow = z.output<typeof CohortRow>;
const Row = z.object({ rows: z.string() });

/** As the list, but every item of a cohort and only what figures use of it. */
@Injectable()
export class CohortRowReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Removed items too, in order of creation. */
  async list(filters: ActionItemFilters): Promise<CohortRow[]> {
    const row = await selectOne(
      this.dataSource.manager,
      Row,
      `with recursive ${SCOPE_CTE}
       select coalesce(json_agg(json_build_object('id', a.id::text, 'title', a.title,
         'incidentId', a.incident_id::text, 'type', a.type, 'status', a.status, 'group', ${GROUP},
         'priority', a.priority, 'severity', i.severity,
         'team', case when t.id is not null then json_build_object('id', t.id::text, 'name', t.name) end,
         'createdAt', a.created_at, 'deadlineOn', ${DEADLINE}, 'completedAt', a.completed_at,
         'declinedAt', a.declined_at, 'inTime', ${IN_TIME}) order by a.created_at, a.id), '[]')::text as rows
       from action_items a
       left join incidents i on i.id = a.incident_id
       left join teams t on t.id = a.team_id
       where ${MATCHES_ALL}`,
      filterParameters({ ...filters, status: [...ActionItemStatus.options] }, this.clock.now(), null),
    );
    return z.array(CohortRow).parse(JSON.parse(row?.rows ?? '[]'));
  }
}
