import { Injectable } from '@nestjs/common';
import type { DecisionEffect } from '@tenken/shared/decisions.contract';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { type Queryable, selectOne } from '../../database/select.js';
import { RuleDetectionReadModel, type RuleIncident } from '../detection/rule-detection.read-model.js';
import { EffectCountsReadModel } from './effect-counts.read-model.js';
import { type EffectSpan, isQuieter, judgeDecisionEffect, spanOfEffect } from './judge-decision-effect.js';

/** A rule has proved that it tells of incidents when it told of one within so many days before. */
const PROOF_MS = 365 * 86_400_000;

/** Something that took effect on a rule at an instant. */
export interface EffectSubject {
  alertRuleId: string;
  effectiveAt: Date;
  effectiveBy: DecisionEffect['effectiveBy'];
}

/** An effect with what it was judged on. */
export interface MeasuredEffect {
  effect: DecisionEffect;
  span: EffectSpan;
  incidents: (RuleIncident & { side: 'before' | 'after'; isLost: boolean })[];
}

const FirstRow = z.object({ at: z.date() });

/** Did it work? The effect of whatever happened to a rule, for decisions and for definition changes alike. */
@Injectable()
export class EffectReadModel {
  constructor(
    private readonly counts: EffectCountsReadModel,
    private readonly detection: RuleDetectionReadModel,
    private readonly clock: Clock,
  ) {}

  /**
   * The effects of `subjects`, in their order; null where nothing has passed since. With `onlyLosses` incidents are
   * looked for only where one can be lost: enough to judge the outcome of thousands, too little to show one.
   */
  async measure(
    db: Queryable,
    subjects: readonly EffectSubject[],
    { onlyLosses = false } = {},
  ): Promise<(MeasuredEffect | null)[]> {
    const now = this.clock.now();
    const known = subjects.flatMap((subject, key) => {
      const span = spanOfEffect(subject.effectiveAt, now);
      return span === null ? [] : [{ key, subject, span }];
    });
    const counts = await this.counts.count(
      db,
      known.map(({ key, subject, span }) => ({ key, ...subject, seconds: span.seconds })),
    );
    const [quieter, others] = split(known, ({ key }) => isQuieter(counts.get(key)!));
    const incidents = await this.detection.incidentsOf(
      db,
      (onlyLosses ? quieter : [...quieter, ...others]).map(({ key, subject: { alertRuleId }, span }) => ({
        key,
        alertRuleId,
        from: span.from,
        to: span.to,
      })),
    );
    const byKey = new Map<number, RuleIncident[]>();
    for (const incident of incidents) {
      const list = byKey.get(incident.key);
      if (list === undefined) byKey.set(incident.key, [incident]);
      else list.push(incident);
    }
    const couldLose = ({ key, span }: (typeof known)[number]) =>
      byKey.get(key)?.some((incident) => isAfter(incident, span) && isMissing(incident)) ?? false;
    const proven = await this.detection.caughtAny(
      db,
      quieter.filter(couldLose).map(({ key, subject: { alertRuleId, effectiveAt } }) => ({
        key,
        alertRuleId,
        from: new Date(effectiveAt.getTime() - PROOF_MS),
        to: effectiveAt,
      })),
    );
    const first = known.length === 0 ? null : await this.firstRecordAt(db);
    const measured = subjects.map((): MeasuredEffect | null => null);
    for (const { key, subject, span } of known) {
      const judged = (byKey.get(key) ?? []).map((incident) => ({
        ...incident,
        side: isAfter(incident, span) ? ('after' as const) : ('before' as const),
        isLost: proven.has(key) && isAfter(incident, span) && isMissing(incident),
      }));
      const countOf = (side: 'before' | 'after', isOne: (incident: RuleIncident) => boolean) =>
        judged.filter((incident) => incident.side === side && isOne(incident)).length;
      measured[key] = {
        span,
        incidents: judged,
        effect: judgeDecisionEffect(span, {
          ...counts.get(key)!,
          effectiveBy: subject.effectiveBy,
          incidentsCaughtBefore: countOf('before', isCaughtByRule),
          incidentsCaughtAfter: countOf('after', isCaughtByRule),
          incidentsUncaughtBefore: countOf('before', isUncaught),
          incidentsUncaughtAfter: countOf('after', isUncaught),
          incidentsLost: judged.filter((incident) => incident.isLost).length,
          firstRecordAt: first,
        }),
      };
    }
    return measured;
  }

  private async firstRecordAt(db: Queryable): Promise<Date | null> {
    const row = await selectOne(
      db,
      FirstRow,
      'select starts_at as at from episodes order by starts_at limit 1',
    );
    return row?.at ?? null;
  }
}

function isAfter(incident: RuleIncident, span: EffectSpan): boolean {
  return Date.parse(incident.startedAt) >= span.effectiveAt.getTime();
}

const isCaughtByRule = (incident: RuleIncident) => incident.byRule === 'caught';
const isUncaught = (incident: RuleIncident) => incident.outcome === 'late' || incident.outcome === 'missed';
/** No alert told of it in time, and nobody said that it needed another kind of alert. */
const isMissing = (incident: RuleIncident) => isUncaught(incident) && !incident.needsOtherSignal;

function split<T>(items: readonly T[], isIn: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isIn), items.filter((item) => !isIn(item))];
}
