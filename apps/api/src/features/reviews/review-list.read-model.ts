import { Injectable } from '@nestjs/common';
import type { ReviewSummary, ReviewsQuery, ReviewsResponse } from '@tenken/shared/reviews.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { rowCount, rowId, rowInstant, select } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';

const Named = z.object({ id: z.string(), name: z.string() });

const SummaryRow = z.object({
  id: rowId,
  title: z.string(),
  status: z.enum(['planned', 'running', 'closed']),
  team: Named.nullable(),
  services: z.array(Named),
  from: rowInstant,
  to: rowInstant,
  timeZone: z.string(),
  language: z.enum(['en', 'ja']),
  scheduledAt: rowInstant.nullable(),
  startedAt: rowInstant.nullable(),
  closedAt: rowInstant.nullable(),
  createdAt: rowInstant,
  isSample: z.boolean(),
  itemCount: rowCount,
  reviewedCount: rowCount,
  verdictCount: rowCount,
  decisionCount: rowCount,
  actionItemCount: rowCount,
  gapCount: rowCount,
  participantCount: rowCount,
});

/** Sessions that are planned, running or closed, with what came out of them. */
@Injectable()
export class ReviewListReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first. */
  async list(query: ReviewsQuery): Promise<ReviewsResponse> {
    if (query.cursor !== undefined && !/^\d{1,18}$/.test(query.cursor)) {
      throw DomainError.invalid('cursor', 'is not a cursor of this list');
    }
    const rows: ReviewSummary[] = await select(
      this.dataSource,
      SummaryRow,
      `select s.id, s.title, s.status,
         case when t.id is not null then jsonb_build_object('id', t.id::text, 'name', t.name) end as team,
         coalesce((select jsonb_agg(jsonb_build_object('id', v.id::text, 'name', v.name) order by v.name, v.id)
           from review_session_services x join services v on v.id = x.service_id
           where x.review_session_id = s.id), '[]') as services,
         s.window_from as "from", s.window_to as "to", s.time_zone as "timeZone", s.language,
         s.scheduled_at as "scheduledAt", s.started_at as "startedAt", s.closed_at as "closedAt",
         s.created_at as "createdAt", s.is_sample as "isSample",
         (select count(*) from agenda_items i where i.review_session_id = s.id and i.removed_at is null) as "itemCount",
         (select count(*) from agenda_items i
           left join alert_rules r on i.kind = 'alert_rule' and r.id = i.subject_id
           left join verdicts v on i.kind = 'alert_rule' and v.review_session_id = s.id
             and v.alert_rule_id = i.subject_id and v.is_current and v.fingerprint is null
           cross join lateral (select i.kind = 'alert_rule' and exists (select from decisions d
             where d.review_session_id = s.id and d.alert_rule_id = i.subject_id and d.status <> 'cancelled')
             as is_decided) d
           where i.review_session_id = s.id and i.removed_at is null
             -- as in the room: what was changed after it was looked at has to be looked at again
             and (d.is_decided or (r.definition_changed_at >
               greatest(i.reviewed_at, case when v.verdict is not null then v.decided_at end)
               and (s.closed_at is null or r.definition_changed_at <= s.closed_at)) is not true)
             and (i.reviewed_at is not null or v.verdict is not null or d.is_decided
             or (i.kind = 'incident' and exists (select from coverage_gaps g where g.review_session_id = s.id
               and g.incident_id = i.subject_id and g.deleted_at is null)))) as "reviewedCount",
         (select count(*) from verdicts v where v.review_session_id = s.id and v.is_current
           and v.verdict is not null and v.fingerprint is null) as "verdictCount",
         (select count(*) from decisions d where d.review_session_id = s.id and d.status <> 'cancelled')
           as "decisionCount",
         (select count(*) from review_session_action_items a join action_items i on i.id = a.action_item_id
           where a.review_session_id = s.id and i.status <> 'deleted') as "actionItemCount",
         (select count(*) from coverage_gaps g where g.review_session_id = s.id and g.deleted_at is null)
           as "gapCount",
         (select count(*) from review_participants p where p.review_session_id = s.id) as "participantCount"
       from review_sessions s
       left join teams t on t.id = s.team_id
       where ($1::text = 'all' or s.status = $1 or ($1 = 'open' and s.status in ('planned', 'running')))
         and ($2::bigint is null or exists (select from review_session_services x
           where x.review_session_id = s.id and x.service_id = $2))
         and ($3::bigint is null or s.id < $3)
       order by s.id desc limit $4`,
      [query.status, query.serviceId ?? null, query.cursor ?? null, query.limit + 1],
    );
    const items = rows.slice(0, query.limit);
    return { items, nextCursor: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
  }
}
