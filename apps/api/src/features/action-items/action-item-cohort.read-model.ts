import { Injectable } from '@nestjs/common';
import type { ActionItemGroupBy } from '@tenken/shared/action-item-metrics.contract';
import {
  type ActionItemFilters,
  ActionItemStatus,
  ActionItemType,
} from '@tenken/shared/action-items.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { rowId, rowInstant, select } from '../../database/select.js';
import { filterParameters, MATCHES_ALL, SCOPE_CTE } from './action-item-filter.js';

const Row = z.object({
  id: rowId,
  type: ActionItemType,
  status: ActionItemStatus,
  dueOn: z.string().nullable(),
  createdAt: rowInstant,
  completedAt: rowInstant.nullable(),
  declinedAt: rowInstant.nullable(),
  groups: z.array(z.object({ key: z.string(), label: z.string().nullable().default(null) })),
});
export type CohortItem = z.output<typeof Row>;

/** Whole cohorts of action items, for figures. The filters are those of the list: number shown = rows listed. */
@Injectable()
export class ActionItemCohortReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Every item that passes the filters, removed ones too, in order of creation, with the groups that it is in. */
  items(filters: ActionItemFilters, groupBy: ActionItemGroupBy | null): Promise<CohortItem[]> {
    return select(
      this.dataSource.manager,
      Row,
      `with recursive ${SCOPE_CTE}
       select a.id, a.type, a.status, a.due_on as "dueOn", a.created_at as "createdAt", a.completed_at as "completedAt",
         a.declined_at as "declinedAt",
         coalesce(case $19::text
           when 'type' then jsonb_build_array(jsonb_build_object('key', a.type))
           when 'priority' then jsonb_build_array(jsonb_build_object('key', coalesce(a.priority, 'none')))
           when 'severity' then (
             select jsonb_build_array(jsonb_build_object('key', coalesce(i.severity, 'none')))
             from incidents i where i.id = a.incident_id)
           when 'team' then (
             select jsonb_agg(jsonb_build_object('key', t.id::text, 'label', t.name))
             from teams t
             where t.id = a.team_id
               or exists (select from incidents i where i.id = a.incident_id and i.team_id = t.id)
               or exists (select from incident_services x join services s on s.id = x.service_id
                 where x.incident_id = a.incident_id and s.team_id = t.id))
           else '[]'
         end, '[{"key": "none"}]'::jsonb) as groups
       from action_items a
       where ${MATCHES_ALL}
       order by a.created_at, a.id`,
      [
        ...filterParameters({ ...filters, status: [...ActionItemStatus.options] }, this.clock.now(), null),
        groupBy,
      ],
    );
  }
}
