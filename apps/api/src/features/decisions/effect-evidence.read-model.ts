import { Injectable } from '@nestjs/common';
import type {
  EffectDay,
  EffectEvidence,
  EffectIncident,
  EffectMark,
} from '@tenken/shared/decision-effect.contract';
import { metricDefinition } from '@tenken/shared/metric-definitions';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { localDayOf } from '../../clock/local-day.js';
import { type Queryable, rowId, rowInstant, select } from '../../database/select.js';
import { chooseParameters, LISTED_SQL } from './choose-decisions.js';
import { EffectCountsReadModel } from './effect-counts.read-model.js';
import type { MeasuredEffect } from './effects.read-model.js';
import { EFFECT_DAYS, type EffectSpan } from './judge-decision-effect.js';

const DAY_MS = 86_400_000;

const RuleRow = z.object({ id: rowId });
const DecisionMarkRow = z.object({ at: rowInstant, decisionId: rowId, decisionKind: z.string() });
const VersionMarkRow = z.object({ at: rowInstant, version: z.number() });

/** What stands behind an effect: the strip of days, the incidents, and what else happened to the rule meanwhile. */
@Injectable()
export class EffectEvidenceReadModel {
  constructor(
    private readonly counts: EffectCountsReadModel,
    private readonly clock: Clock,
  ) {}

  /** `decisionId` is not among its own marks, neither is the definition that made it effective. */
  async evidence(
    db: Queryable,
    alertRuleId: string | null,
    measured: MeasuredEffect | null,
    { timeZone, decisionId }: { timeZone: string; decisionId: string | null },
  ): Promise<EffectEvidence> {
    const definition = metricDefinition('decision_effect');
    if (measured === null || alertRuleId === null) {
      return {
        definition,
        timeZone,
        alertRuleIds: alertRuleId === null ? [] : [alertRuleId],
        before: null,
        after: null,
        days: [],
        incidents: [],
        marks: [],
      };
    }
    const { span } = measured;
    const [rules, counted, marks] = await Promise.all([
      select(
        db,
        RuleRow,
        `select m.id from alert_rules r join alert_rules m on m.current_id = r.current_id
         where r.id = $1 order by m.id = r.id desc, m.id`,
        [alertRuleId],
      ),
      this.counts.byDay(db, alertRuleId, span.effectiveAt, EFFECT_DAYS),
      this.marks(db, alertRuleId, span, decisionId),
    ]);
    const at = span.effectiveAt.toISOString();
    return {
      definition,
      timeZone,
      alertRuleIds: rules.map((rule) => rule.id),
      before: { from: span.from.toISOString(), to: at },
      after: { from: at, to: span.to.toISOString() },
      days: daysAround(span, counted, timeZone, this.clock.now()),
      incidents: measured.incidents.map(toIncident),
      marks,
    };
  }

  private async marks(
    db: Queryable,
    alertRuleId: string,
    span: EffectSpan,
    decisionId: string | null,
  ): Promise<EffectMark[]> {
    const from = new Date(span.effectiveAt.getTime() - EFFECT_DAYS * DAY_MS);
    const to = new Date(span.effectiveAt.getTime() + EFFECT_DAYS * DAY_MS);
    const decisions = await select(
      db,
      DecisionMarkRow,
      `with ${LISTED_SQL}
       select effect_at as at, id as "decisionId", kind as "decisionKind" from listed
       where is_measured and effect_at >= $17 and effect_at < $18 and id <> coalesce($19::bigint, 0)`,
      [...chooseParameters({ alertRuleId }, this.clock.now()), from, to, decisionId],
    );
    const versions = await select(
      db,
      VersionMarkRow,
      `select v.seen_at as at, v.version
       from alert_rules r
       join alert_rules m on m.current_id = r.current_id
       join alert_rule_versions v on v.alert_rule_id = m.id
       where r.id = $1 and v.version > 1 and v.seen_at >= $2 and v.seen_at < $3
         and date_trunc('milliseconds', v.seen_at) <> $4`,
      [alertRuleId, from, to, span.effectiveAt],
    );
    return [
      ...decisions.map((row) => ({ kind: 'decision' as const, ...row, version: null })),
      ...versions.map((row) => ({
        kind: 'definition' as const,
        ...row,
        decisionId: null,
        decisionKind: null,
      })),
    ].sort((a, b) => a.at.localeCompare(b.at));
  }
}

function daysAround(
  span: EffectSpan,
  counted: readonly { offset: number; fired: number; pages: number }[],
  timeZone: string,
  now: Date,
): EffectDay[] {
  const byOffset = new Map(counted.map((row) => [row.offset, row]));
  return Array.from({ length: 2 * EFFECT_DAYS }, (_, n) => {
    const offset = n - EFFECT_DAYS;
    const from = new Date(span.effectiveAt.getTime() + offset * DAY_MS);
    const to = new Date(from.getTime() + DAY_MS);
    const hasBegun = from < now;
    const row = byOffset.get(offset);
    return {
      offset,
      day: localDayOf(from, timeZone),
      from: from.toISOString(),
      to: to.toISOString(),
      fired: hasBegun ? (row?.fired ?? 0) : null,
      pages: hasBegun ? (row?.pages ?? 0) : null,
      isCompared: from < span.to && to > span.from,
    };
  });
}

function toIncident({
  key: _,
  needsOtherSignal: __,
  ...incident
}: MeasuredEffect['incidents'][number]): EffectIncident {
  return incident;
}
