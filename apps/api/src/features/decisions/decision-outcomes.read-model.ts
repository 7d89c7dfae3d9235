import { Injectable } from '@nestjs/common';
import {
  DECISION_KINDS,
  DECISION_OUTCOMES,
  type DecisionFacetsResponse,
  type DecisionKind,
  DecisionKindSchema,
  type DecisionOutcome,
  DecisionStatusSchema,
  type DecisionsQuery,
} from '@tenken/shared/decisions.contract';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { type Queryable, rowId, select } from '../../database/select.js';
import { ALL, chooseParameters, type DecisionFilter, LISTED_SQL } from './choose-decisions.js';
import { EffectReadModel } from './effects.read-model.js';
import { judgeOutcome } from './judge-decision-effect.js';

const Row = z.object({
  id: rowId,
  kind: DecisionKindSchema,
  status: DecisionStatusSchema,
  isOverdue: z.boolean(),
  isUnseen: z.boolean().nullable(),
  alertRuleId: rowId.nullable(),
  isMeasured: z.boolean(),
  effectAt: z.date().nullable(),
  effectBy: z.enum(['date', 'definition', 'done']),
});
type Judged = z.output<typeof Row> & { outcome: DecisionOutcome };

const STATUSES = ['open', 'overdue', 'done', 'cancelled', 'all'] as const;

/**
 * Decisions by outcome. The exact test behind the word is not SQL: every decision of a filter is judged by the same
 * function that gives the word of a row, so a filter cannot say other rows than it shows.
 */
@Injectable()
export class DecisionOutcomeReadModel {
  constructor(
    private readonly effects: EffectReadModel,
    private readonly clock: Clock,
  ) {}

  /** Ids of a page of decisions with one of these outcomes, newest first. */
  async idsOf(
    db: Queryable,
    filter: DecisionFilter,
    outcomes: readonly DecisionOutcome[],
    page: { beforeId?: string | undefined; limit: number },
  ): Promise<string[]> {
    const judged = await this.judge(db, { ...filter, beforeId: page.beforeId, limit: ALL });
    return judged
      .filter(({ outcome }) => outcomes.includes(outcome))
      .slice(0, page.limit)
      .map(({ id }) => id);
  }

  /** How many rows each further choice would leave, each facet under all filters but its own. */
  async facets(
    db: Queryable,
    filter: DecisionFilter,
    query: DecisionsQuery,
  ): Promise<DecisionFacetsResponse> {
    const all = await this.judge(db, {
      ...filter,
      kind: undefined,
      status: undefined,
      unseen: undefined,
      limit: ALL,
    });
    const isOf = {
      outcome: (row: Judged) => query.outcome === undefined || query.outcome.includes(row.outcome),
      kind: (row: Judged) => query.kind === undefined || query.kind.includes(row.kind),
      status: (row: Judged) => hasStatus(row, query.status),
      unseen: (row: Judged) => query.unseen !== true || row.isUnseen === true,
    };
    const others = (own: keyof typeof isOf | null) => {
      const conditions = Object.entries(isOf).filter(([key]) => key !== own);
      return all.filter((row) => conditions.every(([, holds]) => holds(row)));
    };
    const count = <Value extends string>(
      facet: keyof typeof isOf,
      values: readonly Value[],
      isValue: (row: Judged, value: Value) => boolean,
    ) => {
      const rows = others(facet);
      return values.map((value) => ({ value, count: rows.filter((row) => isValue(row, value)).length }));
    };
    return {
      total: others(null).length,
      unseen: others('unseen').filter((row) => row.isUnseen === true).length,
      outcome: count('outcome', DECISION_OUTCOMES, (row, value) => row.outcome === value),
      kind: count('kind', DECISION_KINDS, (row, value: DecisionKind) => row.kind === value),
      status: count('status', STATUSES, hasStatus),
    };
  }

  private async judge(db: Queryable, filter: DecisionFilter): Promise<Judged[]> {
    const rows = await select(
      db,
      Row,
      `with ${LISTED_SQL}
       select id, kind, status, is_overdue as "isOverdue", is_unseen as "isUnseen", alert_rule_id as "alertRuleId",
         is_measured as "isMeasured", effect_at as "effectAt", effect_by as "effectBy"
       from listed order by id desc`,
      chooseParameters(filter, this.clock.now()),
    );
    const measurable = rows.flatMap(({ id, alertRuleId, isMeasured, effectAt, effectBy }) =>
      isMeasured && effectAt !== null && alertRuleId !== null
        ? [{ id, alertRuleId, effectiveAt: effectAt, effectiveBy: effectBy }]
        : [],
    );
    const measured = await this.effects.measure(db, measurable, { onlyLosses: true });
    const effects = new Map(measurable.map(({ id }, n) => [id, measured[n]?.effect ?? null]));
    return rows.map((row) => ({
      ...row,
      outcome: judgeOutcome({ ...row, effectiveAt: row.effectAt, effect: effects.get(row.id) ?? null }),
    }));
  }
}

function hasStatus(
  { status, isOverdue }: Pick<Judged, 'status' | 'isOverdue'>,
  wanted: (typeof STATUSES)[number],
) {
  return wanted === 'all' || (wanted === 'overdue' ? isOverdue : status === wanted);
}
