import { Injectable } from '@nestjs/common';
import { DetectionSource, InstantProblem } from '@tenken/shared/incidents.contract';
import { Checklist, PostmortemSections, PostmortemStatus } from '@tenken/shared/postmortem-fields.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { rowId, rowInstant, select, selectOne } from '../../database/select.js';

const instant = rowInstant.nullable();

/** What decides whether a postmortem is needed and until when. */
const JudgedRow = z.object({
  incidentId: rowId,
  incidentTitle: z.string(),
  severity: z.string().nullable(),
  detectionSource: DetectionSource,
  startedAt: instant,
  resolvedAt: instant,
  problems: z.array(InstantProblem),
  teamId: rowId.nullable(),
  timeZone: z.string(),
  status: PostmortemStatus.nullable(),
  owner: z.string().nullable(),
  saidCriteria: z.array(z.string()),
  waivedReason: z.string().nullable(),
  reviewMeetingAt: instant,
  reviewedAt: instant,
  isSample: z.boolean(),
});
export type JudgedPostmortem = z.output<typeof JudgedRow>;

const DocumentRow = JudgedRow.extend({
  id: rowId.nullable(),
  title: z.string().nullable(),
  ownerId: rowId.nullable(),
  url: z.string().nullable(),
  bodyMarkdown: z.string().nullable(),
  sections: PostmortemSections,
  waivedBy: z.string().nullable(),
  checklist: Checklist,
  draftedAt: instant,
  closedAt: instant,
  rowVersion: z.number().int(),
  updatedAt: instant,
  services: z.array(z.string()),
  detectedAt: instant,
  acknowledgedAt: instant,
  declaredAt: instant,
  mitigatedAt: instant,
  incidentClosedAt: instant,
});
export type PostmortemDocumentRow = z.output<typeof DocumentRow>;

/** The team that answers for an incident: its own, else the team of its first service. */
const TEAM = `coalesce(i.team_id, (select s.team_id from incident_services x join services s on s.id = x.service_id
  where x.incident_id = i.id and s.team_id is not null order by s.id limit 1))`;

const JUDGED_COLUMNS = `i.id as "incidentId", i.title as "incidentTitle", i.severity,
  i.detection_source as "detectionSource", i.started_at as "startedAt", i.resolved_at as "resolvedAt",
  i.problems, ${TEAM} as "teamId",
  coalesce((select t.time_zone from teams t where t.id = ${TEAM}), 'UTC') as "timeZone", p.status,
  coalesce((select u.name from users u where u.id = p.owner_id), p.owner) as owner,
  coalesce(p.required_by, '{}') as "saidCriteria", p.waived_reason as "waivedReason",
  p.review_meeting_at as "reviewMeetingAt", p.reviewed_at as "reviewedAt", i.is_sample as "isSample"`;

/** Incidents with their postmortems, and those that have none. */
@Injectable()
export class PostmortemReadModel {
  constructor(private readonly dataSource: DataSource) {}

  findOne(incidentId: string): Promise<PostmortemDocumentRow | null> {
    return selectOne(
      this.dataSource,
      DocumentRow,
      `select ${JUDGED_COLUMNS}, p.id, p.title, p.owner_id as "ownerId", p.url,
         p.body_markdown as "bodyMarkdown", coalesce(p.sections, '{}') as sections,
         (select u.name from users u where u.id = p.waived_by_id) as "waivedBy",
         coalesce(p.checklist, '{}') as checklist, p.drafted_at as "draftedAt", p.closed_at as "closedAt",
         coalesce(p.row_version, 0) as "rowVersion", p.updated_at as "updatedAt",
         array(select s.name from incident_services x join services s on s.id = x.service_id
           where x.incident_id = i.id order by s.name) as services,
         i.detected_at as "detectedAt", i.acknowledged_at as "acknowledgedAt", i.declared_at as "declaredAt",
         i.mitigated_at as "mitigatedAt", i.closed_at as "incidentClosedAt"
       from incidents i left join postmortems p on p.incident_id = i.id
       where i.id = $1::bigint and i.deleted_at is null`,
      [incidentId],
    );
  }

  /** Every real incident that is over or has a postmortem, the longest resolved first. */
  findAll(): Promise<JudgedPostmortem[]> {
    return select(
      this.dataSource,
      JudgedRow,
      `select ${JUDGED_COLUMNS}
       from incidents i left join postmortems p on p.incident_id = i.id
       where i.deleted_at is null and i.duplicate_of_id is null and i.kind = 'incident'
         and (i.resolved_at is not null or p.id is not null)
       order by i.resolved_at nulls last, i.id`,
    );
  }
}
