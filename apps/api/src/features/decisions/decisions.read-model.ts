import { Injectable } from '@nestjs/common';
import {
  type Decision,
  DecisionKindSchema,
  DecisionStatusSchema,
  type DecisionsQuery,
  type DecisionsResponse,
} from '@tenken/shared/decisions.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { type Queryable, rowCount, rowId, rowInstant, select } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import { judgeDecisionEffect } from './judge-decision-effect.js';

const DecisionRow = z.object({
  id: rowId,
  review_session_id: rowId.nullable(),
  alert_rule_id: rowId.nullable(),
  rule_name: z.string().nullable(),
  service_id: rowId.nullable(),
  service_name: z.string().nullable(),
  kind: DecisionKindSchema,
  reason: z.string(),
  owner: z.string().nullable(),
  owner_id: rowId.nullable(),
  due_on: z.string().nullable(),
  effective_at: rowInstant.nullable(),
  status: DecisionStatusSchema,
  is_overdue: z.boolean(),
  action_item_id: rowId.nullable(),
  action_item_title: z.string().nullable(),
  action_item_status: z.string().nullable(),
  action_item_url: z.string().nullable(),
  row_version: z.number(),
  created_by_id: rowId.nullable(),
  created_by_name: z.string().nullable(),
  created_at: rowInstant,
  closed_at: rowInstant.nullable(),
  accepted_per_week: z.number().nullable(),
  accepted_until: z.string().nullable(),
  merge_into_rule_id: rowId.nullable(),
  merge_into_rule_name: z.string().nullable(),
  effect_seen_at: rowInstant.nullable(),
  effect_at: rowInstant.nullable(),
  window_seconds: rowCount.nullable(),
  fired_before: rowCount.nullable(),
  fired_after: rowCount.nullable(),
  caught_before: rowCount.nullable(),
  caught_after: rowCount.nullable(),
});

interface DecisionFilter {
  ids?: readonly string[];
  status?: DecisionsQuery['status'];
  alertRuleId?: string | undefined;
  serviceIds?: readonly string[];
  reviewSessionId?: string | undefined;
  beforeId?: string | undefined;
  limit?: number;
}

/**
 * Decisions with their owner, action item and effect. The effect is counted from the episodes themselves, in two windows
 * of equal length on both sides of the effective instant (METRICS.md section 8).
 */
@Injectable()
export class DecisionReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** GET /api/v1/decisions: newest first. */
  async list(query: DecisionsQuery): Promise<DecisionsResponse> {
    if (query.cursor !== undefined && !/^\d{1,19}$/.test(query.cursor)) {
      throw DomainError.invalid('cursor', 'is not a cursor of this list');
    }
    const items = await this.find(this.dataSource, {
      status: query.status,
      alertRuleId: query.alertRuleId,
      ...(query.serviceId === undefined ? {} : { serviceIds: [query.serviceId] }),
      reviewSessionId: query.reviewSessionId,
      beforeId: query.cursor,
      limit: query.limit + 1,
    });
    const page = items.slice(0, query.limit);
    return { items: page, nextCursor: items.length > query.limit ? (page.at(-1)?.id ?? null) : null };
  }

  /** One decision; throws `decision_not_found`. */
  get(id: string): Promise<Decision> {
    return this.findOne(this.dataSource, id);
  }

  /** The same within a transaction. */
  async findOne(db: Queryable, id: string): Promise<Decision> {
    const [decision] = await this.find(db, { ids: [id] });
    if (decision === undefined) throw DomainError.notFound('decision', id);
    return decision;
  }

  /** Decisions by any of these conditions, newest first. */
  async find(db: Queryable, filter: DecisionFilter): Promise<Decision[]> {
    const rows = await select(
      db,
      DecisionRow,
      `with chosen as (
         select d.*, r.name as rule_name, r.service_id, s.name as service_name,
           d.status = 'open' and d.due_on < ($1::timestamptz at time zone coalesce(t.time_zone, 'UTC'))::date
             as is_overdue,
           coalesce(d.effective_at, (select min(v.seen_at) from alert_rule_versions v
             where v.alert_rule_id = d.alert_rule_id and v.version > 1 and v.seen_at > d.created_at)) as effect_at
         from decisions d
         left join alert_rules r on r.id = d.alert_rule_id
         left join services s on s.id = r.service_id
         left join teams t on t.id = s.team_id
         where ($2::bigint[] is null or d.id = any ($2))
           and ($3::text is null or d.status = $3)
           and ($4::bigint is null or d.alert_rule_id = $4)
           and ($5::bigint[] is null or r.service_id = any ($5))
           and ($6::bigint is null or d.review_session_id = $6)
           and ($7::bigint is null or d.id < $7)
       ), listed as (
         select * from chosen where not $8::boolean or is_overdue order by id desc limit $9
       ), windowed as (
         select l.*, case when l.kind <> 'keep' and l.status <> 'cancelled' and l.effect_at < $1::timestamptz
           then least(interval '28 days', $1::timestamptz - l.effect_at) end as width
         from listed l
       )
       select w.id, w.review_session_id, w.alert_rule_id, w.rule_name, w.service_id, w.service_name, w.kind, w.reason,
         coalesce(w.owner, owner.name) as owner, w.owner_id, w.due_on, w.effective_at, w.status,
         coalesce(w.is_overdue, false) as is_overdue,
         a.id as action_item_id, a.title as action_item_title, a.status as action_item_status,
         a.url as action_item_url,
         w.row_version, w.created_by_id, author.name as created_by_name, w.created_at, w.closed_at, w.accepted_per_week,
         w.accepted_until, w.merge_into_rule_id, other.name as merge_into_rule_name, w.effect_seen_at, w.effect_at,
         extract(epoch from w.width) as window_seconds,
         case when w.width is not null then (select count(*) from episodes e where e.alert_rule_id = w.alert_rule_id
           and e.starts_at >= w.effect_at - w.width and e.starts_at < w.effect_at) end as fired_before,
         case when w.width is not null then (select count(*) from episodes e where e.alert_rule_id = w.alert_rule_id
           and e.starts_at >= w.effect_at and e.starts_at < w.effect_at + w.width) end as fired_after,
         case when w.width is not null then (select count(distinct l.incident_id) from episode_incident_links l
           where l.alert_rule_id = w.alert_rule_id and l.status <> 'rejected'
           and l.starts_at >= w.effect_at - w.width and l.starts_at < w.effect_at) end as caught_before,
         case when w.width is not null then (select count(distinct l.incident_id) from episode_incident_links l
           where l.alert_rule_id = w.alert_rule_id and l.status <> 'rejected'
           and l.starts_at >= w.effect_at and l.starts_at < w.effect_at + w.width) end as caught_after
       from windowed w
       left join users owner on owner.id = w.owner_id
       left join users author on author.id = w.created_by_id
       left join action_items a on a.id = w.action_item_id
       left join alert_rules other on other.id = w.merge_into_rule_id
       order by w.id desc`,
      [
        this.clock.now(),
        filter.ids ?? null,
        filter.status === undefined || filter.status === 'all' || filter.status === 'overdue'
          ? null
          : filter.status,
        filter.alertRuleId ?? null,
        filter.serviceIds ?? null,
        filter.reviewSessionId ?? null,
        filter.beforeId ?? null,
        filter.status === 'overdue',
        filter.limit ?? 1000,
      ],
    );
    return rows.map(toDecision);
  }
}

function toDecision(row: z.output<typeof DecisionRow>): Decision {
  return {
    id: row.id,
    reviewSessionId: row.review_session_id,
    alertRuleId: row.alert_rule_id,
    ruleName: row.rule_name,
    serviceId: row.service_id,
    serviceName: row.service_name,
    kind: row.kind,
    reason: row.reason,
    owner: row.owner,
    ownerId: row.owner_id,
    dueOn: row.due_on,
    effectiveAt: row.effective_at,
    status: row.status,
    isOverdue: row.is_overdue,
    actionItem:
      row.action_item_id === null
        ? null
        : {
            id: row.action_item_id,
            title: row.action_item_title ?? '',
            status: row.action_item_status ?? 'open',
            url: row.action_item_url,
          },
    effect: toEffect(row),
    outcome: 'not_measured',
    effectSeenAt: row.effect_seen_at,
    acceptedPerWeek: row.accepted_per_week,
    acceptedUntil: row.accepted_until,
    mergeIntoRule:
      row.merge_into_rule_id === null
        ? null
        : { id: row.merge_into_rule_id, name: row.merge_into_rule_name ?? '' },
    rowVersion: row.row_version,
    createdBy: row.created_by_id === null ? null : { id: row.created_by_id, name: row.created_by_name ?? '' },
    createdAt: row.created_at,
    closedAt: row.closed_at,
  };
}

function toEffect(row: z.output<typeof DecisionRow>): Decision['effect'] {
  if (row.effect_at === null || row.window_seconds === null) return null;
  return judgeDecisionEffect({
    effectiveAt: row.effect_at,
    fromDefinitionChange: row.effective_at === null,
    windowSeconds: row.window_seconds,
    firedBefore: row.fired_before ?? 0,
    firedAfter: row.fired_after ?? 0,
    incidentsCaughtBefore: row.caught_before ?? 0,
    incidentsCaughtAfter: row.caught_after ?? 0,
  });
}
