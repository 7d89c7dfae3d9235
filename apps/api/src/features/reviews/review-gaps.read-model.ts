import { Injectable } from '@nestjs/common';
import type { ReviewActionItem, ReviewGap } from '@tenken/shared/reviews.contract';
import { z } from 'zod';
import { type Queryable, rowId, select } from '../../database/select.js';

const GapRow = z.object({
  id: rowId,
  serviceId: rowId,
  serviceName: z.string(),
  signal: z.string(),
  expected: z.string(),
  owner: z.string().nullable(),
  dueOn: z.string().nullable(),
  status: z.string(),
  incident: z.object({ id: z.string(), title: z.string() }).nullable(),
});

const ActionItemRow = z.object({
  id: rowId,
  title: z.string(),
  owner: z.string().nullable(),
  dueOn: z.string().nullable(),
  status: z.string(),
  url: z.string().nullable(),
});

/** Coverage gaps and action items as a session shows them. */
@Injectable()
export class ReviewGapsReadModel {
  /** Gaps that still need work in these services, and any that are asked for by id; those with a due date first. */
  findOpen(db: Queryable, serviceIds: readonly string[], ids: readonly string[]): Promise<ReviewGap[]> {
    return this.gaps(db, serviceIds, ids, null);
  }

  /** Gaps that were recorded in a session. */
  findOfSession(db: Queryable, sessionId: string): Promise<ReviewGap[]> {
    return this.gaps(db, null, [], sessionId);
  }

  findActionItems(db: Queryable, sessionId: string): Promise<ReviewActionItem[]> {
    return select(
      db,
      ActionItemRow,
      `select a.id, a.title, coalesce(a.owner, u.name) as owner, a.due_on as "dueOn", a.status, a.url
       from review_session_action_items x
       join action_items a on a.id = x.action_item_id
       left join users u on u.id = a.owner_id
       where x.review_session_id = $1 and a.status <> 'deleted'
       order by a.id`,
      [sessionId],
    );
  }

  private gaps(
    db: Queryable,
    serviceIds: readonly string[] | null,
    ids: readonly string[],
    sessionId: string | null,
  ): Promise<ReviewGap[]> {
    return select(
      db,
      GapRow,
      `select g.id, g.service_id as "serviceId", s.name as "serviceName", g.signal, g.expected,
         coalesce(g.owner, u.name) as owner, g.due_on as "dueOn", g.status,
         case when i.id is not null then jsonb_build_object('id', i.id::text, 'title', i.title) end as incident
       from coverage_gaps g
       join services s on s.id = g.service_id
       left join users u on u.id = g.owner_id
       left join incidents i on i.id = g.incident_id
       where g.deleted_at is null
         and ((g.service_id = any ($1::bigint[]) and g.status in ('open', 'in_progress'))
           or g.id = any ($2::bigint[]) or g.review_session_id = $3)
       order by g.due_on nulls last, g.id`,
      [serviceIds, ids, sessionId],
    );
  }
}
