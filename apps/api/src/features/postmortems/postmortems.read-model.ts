import { Injectable } from '@nestjs/common';
import {
  Checklist,
  PostmortemCriterion,
  PostmortemSections,
  PostmortemStatus,
} from '@tenken/shared/postmortem-fields.contract';
import type { PostmortemRow } from '@tenken/shared/postmortems.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { rowId, rowInstant, select, selectOne } from '../../database/select.js';
import {
  CLOCK_CTES,
  IS_REQUIRED,
  IS_REVIEWED,
  IS_WAIVED,
  IS_WRITTEN,
  PASSED,
  REVIEW_WITHIN,
  TEAM,
} from './postmortem-filter.js';

const instant = rowInstant.nullable();
const NamedRef = z.object({ id: z.string(), name: z.string() });

/** A row of the queue as Postgres gives it. */
export const QueueRow = z.object({
  incidentId: rowId,
  incidentTitle: z.string(),
  severity: z.string().nullable(),
  resolvedAt: instant,
  team: NamedRef.nullable(),
  services: z.array(NamedRef),
  status: PostmortemStatus.nullable(),
  isWritten: z.boolean(),
  owner: z.string().nullable(),
  ownerId: rowId.nullable(),
  requiredBy: z.array(PostmortemCriterion),
  waivedReason: z.string().nullable(),
  waivedBy: z.string().nullable(),
  reviewMeetingAt: instant,
  reviewedAt: instant,
  ageDays: z.number().int().nullable(),
  ageBusinessDays: z.number().int().nullable(),
  reviewedAfterBusinessDays: z.number().int().nullable(),
  businessDays: z.number().int().nullable(),
  reviewBy: z.string().nullable(),
  overdue: z.boolean().nullable(),
  draftBy: instant,
  draftOverdue: z.boolean().nullable(),
  rowVersion: z.number().int(),
  isSample: z.boolean(),
});

/**
 * Columns of `QueueRow` for rows `i` of incidents, `p` of their postmortems, `r` of their criteria and `k` of the
 * clock of their team. Days are those of the team: its zone, its working days, its holidays.
 */
export const QUEUE_COLUMNS = `i.id as "incidentId", i.title as "incidentTitle", i.severity,
  i.resolved_at as "resolvedAt",
  case when k.team_id is not null then jsonb_build_object('id', k.team_id::text, 'name', k.team) end as team,
  (select coalesce(jsonb_agg(jsonb_build_object('id', s.id::text, 'name', s.name) order by s.name), '[]')
    from incident_services x join services s on s.id = x.service_id where x.incident_id = i.id) as services,
  p.status, ${IS_WRITTEN} as "isWritten",
  coalesce((select u.name from users u where u.id = p.owner_id), nullif(p.owner, '')) as owner,
  p.owner_id as "ownerId", r.required_by as "requiredBy", nullif(p.waived_reason, '') as "waivedReason",
  (select u.name from users u where u.id = p.waived_by_id) as "waivedBy",
  p.review_meeting_at as "reviewMeetingAt", p.reviewed_at as "reviewedAt",
  k.today - (i.resolved_at at time zone k.time_zone)::date as "ageDays",
  count_business_days((i.resolved_at at time zone k.time_zone)::date, k.today, k.calendar, k.working_days)
    as "ageBusinessDays",
  count_business_days((i.resolved_at at time zone k.time_zone)::date, (p.reviewed_at at time zone k.time_zone)::date,
    k.calendar, k.working_days) as "reviewedAfterBusinessDays",
  ${REVIEW_WITHIN} as "businessDays",
  case when i.resolved_at is not null and i.severity in ('SEV1', 'SEV2') then add_business_days(
    (i.resolved_at at time zone k.time_zone)::date, ${REVIEW_WITHIN}, k.calendar, k.working_days)::text
  end as "reviewBy",
  ${IS_REQUIRED} and not ${IS_REVIEWED} and ${PASSED} as overdue,
  p.review_meeting_at - interval '24 hours' as "draftBy",
  not ${IS_WAIVED} and p.status = 'draft' and p.review_meeting_at - interval '24 hours' < $1::timestamptz
    as "draftOverdue",
  coalesce(p.row_version, 0) as "rowVersion", i.is_sample as "isSample"`;

/** What `QUEUE_COLUMNS` reads, from rows `i` of incidents. */
export const QUEUE_JOINS = `left join postmortems p on p.incident_id = i.id
  join postmortem_requirements r on r.incident_id = i.id
  cross join lateral (select ${TEAM} as team_key offset 0) answers
  join clocks k on k.team_key = answers.team_key`;

/** A row of the queue as answers have it. */
export function toQueueItem(row: z.output<typeof QueueRow>): PostmortemRow {
  const { businessDays, reviewBy, overdue, draftBy, draftOverdue, ...item } = row;
  return {
    ...item,
    deadline: {
      businessDays,
      reviewBy,
      overdue: overdue === true,
      draftBy,
      draftOverdue: draftOverdue === true,
    },
  };
}

const DocumentRow = QueueRow.extend({
  id: rowId.nullable(),
  title: z.string().nullable(),
  url: z.string().nullable(),
  bodyMarkdown: z.string().nullable(),
  sections: PostmortemSections,
  checklist: Checklist,
  draftedAt: instant,
  closedAt: instant,
  updatedAt: instant,
  startedAt: instant,
  detectedAt: instant,
  acknowledgedAt: instant,
  declaredAt: instant,
  mitigatedAt: instant,
  incidentClosedAt: instant,
});
export type PostmortemDocumentRow = z.output<typeof DocumentRow>;

/** One incident with its postmortem, or without. */
@Injectable()
export class PostmortemReadModel {
  constructor(private readonly dataSource: DataSource) {}

  findOne(incidentId: string, now: Date): Promise<PostmortemDocumentRow | null> {
    return selectOne(
      this.dataSource,
      DocumentRow,
      `with ${CLOCK_CTES}
       select ${QUEUE_COLUMNS}, p.id, p.title, p.url, p.body_markdown as "bodyMarkdown",
         coalesce(p.sections, '{}') as sections, coalesce(p.checklist, '{}') as checklist,
         p.drafted_at as "draftedAt", p.closed_at as "closedAt", p.updated_at as "updatedAt",
         i.started_at as "startedAt", i.detected_at as "detectedAt", i.acknowledged_at as "acknowledgedAt",
         i.declared_at as "declaredAt", i.mitigated_at as "mitigatedAt", i.closed_at as "incidentClosedAt"
       from incidents i ${QUEUE_JOINS}
       where i.id = $4::bigint and i.deleted_at is null`,
      [now, null, null, incidentId],
    );
  }

  /** Which of these incidents are there. */
  async findKnown(incidentIds: readonly string[]): Promise<Set<string>> {
    const rows = await select(
      this.dataSource,
      z.object({ id: rowId }),
      `select id from incidents where id = any ($1::bigint[]) and deleted_at is null`,
      [incidentIds],
    );
    return new Set(rows.map((row) => row.id));
  }
}
