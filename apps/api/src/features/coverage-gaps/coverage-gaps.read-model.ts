import { Injectable } from '@nestjs/common';
import {
  type CoverageGap,
  type CoverageGapsQuery,
  type CoverageGapsResponse,
  GapStatusSchema,
} from '@tenken/shared/coverage.contract';
import { formatEpisodeId } from '@tenken/shared/episode-id';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { decodeCursor, encodeCursor } from '../../database/cursor.js';
import { rowId, rowInstant, select } from '../../database/select.js';
import { coverageGapErrors } from './coverage-gap.errors.js';

const Offset = z.number().int().min(0);

const GapRow = z.object({
  id: rowId,
  serviceId: rowId,
  serviceName: z.string(),
  signal: z.string(),
  incidentId: rowId.nullable(),
  incidentTitle: z.string().nullable(),
  incidentSeverity: z.string().nullable(),
  reviewSessionId: rowId.nullable(),
  expected: z.string(),
  owner: z.string().nullable(),
  ownerId: rowId.nullable(),
  dueOn: z.string().nullable(),
  status: GapStatusSchema,
  isOverdue: z.boolean(),
  acceptedReason: z.string().nullable(),
  acceptedUntil: z.string().nullable(),
  acceptanceExpired: z.boolean(),
  ruleId: rowId.nullable(),
  ruleName: z.string().nullable(),
  closedAt: rowInstant.nullable(),
  provenAt: z.date().nullable(),
  provenFingerprint: z.string().nullable(),
  provenRuleId: rowId.nullable(),
  itemId: rowId.nullable(),
  itemTitle: z.string().nullable(),
  itemStatus: z.string().nullable(),
  rowVersion: z.number(),
  createdAt: rowInstant,
  deletedAt: rowInstant.nullable(),
});

/** The register of coverage gaps as lists show it. */
@Injectable()
export class CoverageGapReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Gaps that are not deleted, what needs doing first. */
  async list(query: CoverageGapsQuery): Promise<CoverageGapsResponse> {
    const offset = decodeCursor(Offset, query.cursor) ?? 0;
    const items = await this.select(query, null, query.limit + 1, offset);
    return {
      items: items.slice(0, query.limit),
      nextCursor: items.length > query.limit ? encodeCursor(offset + query.limit) : null,
    };
  }

  /** One gap, also when it is deleted. Throws `not_found`. */
  async gap(id: string): Promise<CoverageGap> {
    const [gap] = await this.select({}, id, 1, 0);
    if (gap === undefined) throw coverageGapErrors.notFound(id);
    return gap;
  }

  private async select(
    query: Partial<CoverageGapsQuery>,
    id: string | null,
    limit: number,
    offset: number,
  ): Promise<CoverageGap[]> {
    const rows = await select(
      this.dataSource.manager,
      GapRow,
      `with gap as (
         select g.*, s.name as service_name, s.key as service_key, t.id as team_id, t.key as team_key,
           t.name as team_name, coalesce(u.name, g.owner) as owner_name,
           ($1::timestamptz at time zone coalesce(t.time_zone, 'UTC'))::date as today
         from coverage_gaps g
         join services s on s.id = g.service_id
         left join services parent on parent.id = s.parent_id
         left join teams t on t.id = coalesce(s.team_id, parent.team_id)
         left join users u on u.id = g.owner_id
       )
       select g.id, g.service_id as "serviceId", g.service_name as "serviceName", g.signal,
         i.id as "incidentId", i.title as "incidentTitle", i.severity as "incidentSeverity",
         g.review_session_id as "reviewSessionId", g.expected, g.owner_name as owner, g.owner_id as "ownerId",
         g.due_on as "dueOn", g.status,
         g.status in ('open', 'in_progress') and coalesce(g.due_on < g.today, false) as "isOverdue",
         g.accepted_reason as "acceptedReason", g.accepted_until as "acceptedUntil",
         g.status = 'accepted' and g.accepted_until <= g.today as "acceptanceExpired",
         r.id as "ruleId", r.name as "ruleName", g.closed_at as "closedAt", g.proven_at as "provenAt",
         g.proven_fingerprint as "provenFingerprint", proof.rule_id as "provenRuleId", item.id as "itemId", item.title as "itemTitle",
         item.status as "itemStatus", g.row_version as "rowVersion", g.created_at as "createdAt",
         g.deleted_at as "deletedAt"
       from gap g
       left join incidents i on i.id = g.incident_id and i.deleted_at is null
       left join alert_rules closing on closing.id = g.closing_alert_rule_id
       left join alert_rules r on r.id = closing.current_id
       left join lateral (
         -- the rule may have had another name when it fired
         select e.alert_rule_id as rule_id
         from alert_rules own
         join episodes e on e.alert_rule_id = own.id and e.fingerprint = g.proven_fingerprint and e.starts_at = g.proven_at
         where g.proven_at is not null and own.current_id = closing.current_id
         limit 1
       ) proof on true
       left join action_items item on item.id = g.action_item_id
       where ($2::bigint is null and g.deleted_at is null or g.id = $2)
         and ($3::text[] is null or g.service_id::text = any ($3) or g.service_key = any ($3)
           or g.service_name = any ($3))
         and ($4::text[] is null or g.team_id::text = any ($4) or g.team_key = any ($4) or g.team_name = any ($4))
         and ($5::text[] is null or g.signal = any ($5))
         and ($6::text[] is null or g.incident_id::text = any ($6))
         and ($7::bigint is null or g.review_session_id = $7)
         and ($8::text[] is null or g.status = any ($8))
       order by case
           when g.status = 'accepted' and g.accepted_until <= g.today then 0
           when g.status in ('open', 'in_progress') then 1
           when g.status = 'closed' then 2 when g.status = 'accepted' then 3 else 4 end,
         g.due_on nulls last, g.id desc
       limit $9 offset $10`,
      [
        this.clock.now(),
        id,
        query.service ?? null,
        query.team ?? null,
        query.signal ?? null,
        query.incident ?? null,
        query.reviewSessionId ?? null,
        query.status ?? null,
        limit,
        offset,
      ],
    );
    return rows.map(toGap);
  }
}

function toGap(row: z.output<typeof GapRow>): CoverageGap {
  const {
    incidentId,
    incidentTitle,
    incidentSeverity,
    ruleId,
    ruleName,
    provenAt,
    provenFingerprint,
    provenRuleId,
    ...rest
  } = row;
  const { itemId, itemTitle, itemStatus, ...gap } = rest;
  return {
    ...gap,
    incident: incidentId && { id: incidentId, title: incidentTitle!, severity: incidentSeverity },
    closingRule: ruleId && { id: ruleId, name: ruleName! },
    proof:
      provenAt && provenFingerprint !== null && provenRuleId !== null
        ? {
            episodeId: formatEpisodeId({
              alertRuleId: provenRuleId,
              fingerprint: provenFingerprint,
              startsAt: provenAt,
            }),
            at: provenAt.toISOString(),
          }
        : null,
    actionItem: itemId && { id: itemId, title: itemTitle!, status: itemStatus! },
  } as CoverageGap;
}
