import { Injectable } from '@nestjs/common';
import type { DecisionEffectResponse } from '@tenken/shared/decision-effect.contract';
import {
  type Decision,
  type DecisionEffect,
  type DecisionFacetsResponse,
  DecisionKindSchema,
  DecisionStatusSchema,
  type DecisionsQuery,
  type DecisionsResponse,
} from '@tenken/shared/decisions.contract';
import { ReplayKeptSchema } from '@tenken/shared/replay.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { toInstant } from '../../clock/resolve-range.js';
import { type Queryable, rowCount, rowId, rowInstant, select, selectOne } from '../../database/select.js';
import { DomainError } from '../../errors/domain-error.js';
import { ALL, chooseParameters, type DecisionFilter, LISTED_SQL } from './choose-decisions.js';
import { DecisionOutcomeReadModel } from './decision-outcomes.read-model.js';
import { EffectEvidenceReadModel } from './effect-evidence.read-model.js';
import { EffectReadModel } from './effects.read-model.js';
import { judgeOutcome } from './judge-decision-effect.js';

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
  replay: z.unknown(),
  effect_seen_at: rowInstant.nullable(),
  effect_at: z.date().nullable(),
  effect_by: z.enum(['date', 'definition', 'done']),
  is_measured: z.boolean(),
});
const CountRow = z.object({ count: rowCount });
type DecisionRow = z.output<typeof DecisionRow>;

/** Decisions with their owner, action item and effect (METRICS.md section 8). */
@Injectable()
export class DecisionReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly effects: EffectReadModel,
    private readonly outcomes: DecisionOutcomeReadModel,
    private readonly evidence: EffectEvidenceReadModel,
  ) {}

  /** GET /api/v1/decisions: newest first. */
  async list(query: DecisionsQuery): Promise<DecisionsResponse> {
    const { cursor, limit, outcome } = query;
    if (cursor !== undefined && !/^\d{1,18}$/.test(cursor)) {
      throw DomainError.invalid('cursor', 'is not a cursor of this list');
    }
    const filter = filterOf(query);
    const page = { beforeId: cursor, limit: limit + 1 };
    const found =
      outcome === undefined
        ? await this.find(this.dataSource, { ...filter, ...page })
        : await this.find(this.dataSource, {
            ids: await this.outcomes.idsOf(this.dataSource, filter, outcome, page),
          });
    const items = found.slice(0, limit);
    return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
  }

  /** GET /api/v1/decisions/facets */
  facets(query: DecisionsQuery): Promise<DecisionFacetsResponse> {
    return this.outcomes.facets(this.dataSource, filterOf(query), query);
  }

  /** Finished measurements that nobody has looked at: how many, and the newest of them. */
  async unseen(limit: number): Promise<{ count: number; items: Decision[] }> {
    const [counted, items] = await Promise.all([
      selectOne(
        this.dataSource,
        CountRow,
        `with ${LISTED_SQL} select count(*) as count from listed`,
        chooseParameters({ unseen: true, limit: ALL }, this.clock.now()),
      ),
      this.find(this.dataSource, { unseen: true, limit }),
    ]);
    return { count: counted!.count, items };
  }

  /** GET /api/v1/decisions/<id>/effect */
  async effect(id: string, timeZone: string): Promise<DecisionEffectResponse> {
    const decision = await this.get(id);
    const { alertRuleId, effect } = decision;
    const [measured = null] =
      alertRuleId === null || effect === null
        ? []
        : await this.effects.measure(this.dataSource, [
            { alertRuleId, effectiveAt: new Date(effect.effectiveAt), effectiveBy: effect.effectiveBy },
          ]);
    const evidence = await this.evidence.evidence(this.dataSource, alertRuleId, measured, {
      timeZone,
      decisionId: id,
    });
    return { ...evidence, decision };
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
      `with ${LISTED_SQL}
       select l.id, l.review_session_id, l.alert_rule_id, l.rule_name, l.service_id, l.service_name, l.kind, l.reason,
         coalesce(l.owner, owner.name) as owner, l.owner_id, l.due_on, l.effective_at, l.status, l.is_overdue,
         a.id as action_item_id, a.title as action_item_title, a.status as action_item_status,
         a.url as action_item_url,
         l.row_version, l.created_by_id, author.name as created_by_name, l.created_at, l.closed_at,
         l.accepted_per_week, l.accepted_until, l.merge_into_rule_id, other.name as merge_into_rule_name,
         l.evidence -> 'replay' as replay, l.effect_seen_at, l.effect_at, l.effect_by, l.is_measured
       from listed l
       left join users owner on owner.id = l.owner_id
       left join users author on author.id = l.created_by_id
       left join action_items a on a.id = l.action_item_id
       left join alert_rules other on other.id = l.merge_into_rule_id
       order by l.id desc`,
      chooseParameters(filter, this.clock.now()),
    );
    const measurable = rows.flatMap((row) =>
      row.is_measured && row.effect_at !== null && row.alert_rule_id !== null
        ? [
            {
              id: row.id,
              alertRuleId: row.alert_rule_id,
              effectiveAt: row.effect_at,
              effectiveBy: row.effect_by,
            },
          ]
        : [],
    );
    const measured = await this.effects.measure(db, measurable);
    const effects = new Map(measurable.map(({ id }, n) => [id, measured[n]?.effect ?? null]));
    return rows.map((row) => toDecision(row, effects.get(row.id) ?? null));
  }
}

/** What a query asks for, without its page and its outcome. */
function filterOf(query: DecisionsQuery): DecisionFilter {
  const { serviceId, from, to, timeZone, cursor: _, limit: __, outcome: ___, ...same } = query;
  return {
    ...same,
    serviceIds: serviceId === undefined ? undefined : [serviceId],
    from: from === undefined ? undefined : toInstant(from, timeZone),
    to: to === undefined ? undefined : toInstant(to, timeZone),
  };
}

function toDecision(row: DecisionRow, effect: DecisionEffect | null): Decision {
  const replay = ReplayKeptSchema.safeParse(row.replay);
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
    effect,
    outcome: judgeOutcome({ isMeasured: row.is_measured, effectiveAt: row.effect_at, effect }),
    effectSeenAt: row.effect_seen_at,
    acceptedPerWeek: row.accepted_per_week,
    acceptedUntil: row.accepted_until,
    replay: replay.success ? replay.data : null,
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
