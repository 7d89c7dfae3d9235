import { Injectable } from '@nestjs/common';
import type { RuleEvidence } from '@tenken/shared/review-agenda.contract';
import type { ReviewOverview } from '@tenken/shared/reviews.contract';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { type Queryable, rowCount, rowId, rowInstant, select, selectOne } from '../../database/select.js';
import { AlertRuleReadModel } from '../alert-rules/alert-rules.read-model.js';
import { groupRule } from './group-rule.js';

/** More rules than anybody can look at in one meeting; the loudest ones are in. */
const MOST_RULES = 500;

const DefinitionRow = z.object({
  id: rowId,
  summary: z.string().nullable(),
  owner: z.string().nullable(),
  runbook_url: z.string().nullable(),
  expression: z.string().nullable(),
  for_seconds: rowCount.nullable(),
});
const AcceptedRow = z.object({
  id: rowId,
  alert_rule_id: rowId,
  accepted_per_week: z.number(),
  accepted_until: z.string().nullable(),
});
const WEEK_MS = 7 * 86_400_000;
/** The first record may be this much younger than the time before the window: not every rule fires every day. */
const RECORDS_TOLERANCE_MS = 86_400_000;
const PreviousRow = z.object({ id: rowId, title: z.string(), closed_at: rowInstant });

export interface ReviewScope {
  sessionId: string;
  serviceIds: readonly string[];
  from: Date;
  to: Date;
  timeZone: string;
}

type RuleOverview = Pick<
  ReviewOverview,
  'rules' | 'fired' | 'pages' | 'nightPages' | 'previousFired' | 'previousPages' | 'previousReview'
>;

/** The rules of a review with their evidence, in the order in which they are looked at, and the sums over them. */
@Injectable()
export class ReviewRulesReadModel {
  constructor(
    private readonly rules: AlertRuleReadModel,
    private readonly clock: Clock,
  ) {}

  async find(db: Queryable, scope: ReviewScope): Promise<{ rules: RuleEvidence[]; overview: RuleOverview }> {
    const previousReview = await this.previousReview(db, scope);
    const since = previousReview === null ? scope.from : new Date(previousReview.closedAt);
    const rows = await this.rules.evidence(db, { ...scope, limit: MOST_RULES });
    const definitions = await this.definitions(
      db,
      rows.map((row) => row.id),
    );
    const accepted = await this.acceptedNoise(db, rows, scope);
    const previous = await this.previousCounts(db, rows, scope);
    const rules = rows.map((row): RuleEvidence => {
      const { value, lower, upper, n } = row.precision;
      return {
        alertRuleId: row.id,
        name: row.name,
        serviceId: row.serviceId,
        serviceName: row.serviceName,
        severity: row.severity,
        summary: definitions.get(row.id)?.summary ?? null,
        owner: definitions.get(row.id)?.owner ?? null,
        runbookUrl: definitions.get(row.id)?.runbook_url ?? null,
        expression: definitions.get(row.id)?.expression ?? null,
        forSeconds: definitions.get(row.id)?.for_seconds ?? null,
        group: groupRule({ ...row, accepted: accepted.get(row.id) ?? null }, since),
        definitionChangedAt:
          row.definitionChangedAt !== null && new Date(row.definitionChangedAt) >= since
            ? row.definitionChangedAt
            : null,
        fired: row.fired,
        pages: row.pages,
        nightPages: row.nightPages,
        ended: row.ended,
        selfResolvedShare: row.selfResolvedShare,
        fleetingShare: row.fleetingShare,
        medianSeconds: row.medianSeconds,
        firedByDay: row.firedByDay,
        precision: value === null || lower === null || upper === null ? null : { value, lower, upper, n },
        incidentsCaught: row.incidentsCaught,
        accepted: accepted.get(row.id) ?? null,
        lastVerdict:
          row.lastVerdict === null
            ? null
            : { verdict: row.lastVerdict.verdict, at: row.lastVerdict.decidedAt },
      };
    });
    const sum = (of: (rule: RuleEvidence) => number) => rules.reduce((total, rule) => total + of(rule), 0);
    return {
      rules: inOrder(rules),
      overview: {
        rules: rules.length,
        fired: sum((rule) => rule.fired),
        pages: sum((rule) => rule.pages),
        nightPages: sum((rule) => rule.nightPages ?? 0),
        previousFired: previous?.fired ?? null,
        previousPages: previous?.pages ?? null,
        previousReview,
      },
    };
  }

  /**
   * What the same rules did in the time before the window, as long as what has passed of the window; null where alerts
   * were not recorded all through it.
   */
  private async previousCounts(
    db: Queryable,
    rules: Parameters<AlertRuleReadModel['counts']>[1],
    scope: ReviewScope,
  ): Promise<{ fired: number; pages: number } | null> {
    const { from } = scope;
    const begin = new Date(2 * from.getTime() - this.endOf(scope));
    if (begin >= from) return null;
    const first = await selectOne(
      db,
      z.object({ at: z.date() }),
      'select starts_at as at from episodes order by starts_at limit 1',
    );
    if (first === null || first.at.getTime() > begin.getTime() + RECORDS_TOLERANCE_MS) return null;
    const counts = [...(await this.rules.counts(db, rules, begin, from)).values()];
    return {
      fired: counts.reduce((total, count) => total + count.fired, 0),
      pages: counts.reduce((total, count) => total + count.pages, 0),
    };
  }

  /** Of a window that has not ended, where what has passed of it ends; milliseconds. */
  private endOf({ from, to }: ReviewScope): number {
    return Math.min(to.getTime(), Math.max(this.clock.now().getTime(), from.getTime()));
  }

  private async definitions(db: Queryable, ids: readonly string[]) {
    const rows = await select(
      db,
      DefinitionRow,
      `select r.id, r.summary, r.owner, r.runbook_url, v.expression, v.for_seconds
       from alert_rules r
       left join lateral (select expression, for_seconds from alert_rule_versions v
         where v.alert_rule_id = r.id order by v.version desc limit 1) v on true
       where r.id = any ($1::bigint[])`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /**
   * What the newest decision to keep each rule accepted, as long as that holds: until its day has passed, and until
   * another decision is made about the rule.
   */
  private async acceptedNoise(
    db: Queryable,
    rules: readonly { id: string; fired: number }[],
    scope: ReviewScope,
  ): Promise<Map<string, NonNullable<RuleEvidence['accepted']>>> {
    const rows = await select(
      db,
      AcceptedRow,
      `select d.id, d.alert_rule_id, d.accepted_per_week, d.accepted_until
       from (
         select distinct on (alert_rule_id) * from decisions
         where alert_rule_id = any ($1::bigint[]) and status <> 'cancelled'
         order by alert_rule_id, created_at desc, id desc
       ) d
       where d.kind = 'keep' and d.accepted_per_week is not null
         and (d.accepted_until is null or d.accepted_until >= ($2::timestamptz at time zone $3)::date)`,
      [rules.map((rule) => rule.id), this.clock.now(), scope.timeZone],
    );
    const fired = new Map(rules.map((rule) => [rule.id, rule.fired]));
    const weeks = (this.endOf(scope) - scope.from.getTime()) / WEEK_MS;
    return new Map(
      rows.map((row) => [
        row.alert_rule_id,
        {
          perWeek: row.accepted_per_week,
          until: row.accepted_until,
          decisionId: row.id,
          exceeded: (fired.get(row.alert_rule_id) ?? 0) > row.accepted_per_week * weeks,
        },
      ]),
    );
  }

  /** The last review of any of these services that was closed before this one. */
  private async previousReview(db: Queryable, scope: ReviewScope): Promise<ReviewOverview['previousReview']> {
    const row = await selectOne(
      db,
      PreviousRow,
      `select s.id, s.title, s.closed_at from review_sessions s
       where s.status = 'closed' and s.id <> $1 and s.id < $1 and exists (select from review_session_services x
         where x.review_session_id = s.id and x.service_id = any ($2::bigint[]))
       order by s.closed_at desc limit 1`,
      [scope.sessionId, scope.serviceIds],
    );
    return row === null ? null : { id: row.id, title: row.title, closedAt: row.closed_at };
  }
}

const GROUP_ORDER = { needs_decision: 0, changed: 1, quiet: 2 } as const;

/** By group; within it pages first, because they cost somebody something, then firings. */
function inOrder(rules: readonly RuleEvidence[]): RuleEvidence[] {
  return [...rules].sort(
    (a, b) =>
      GROUP_ORDER[a.group] - GROUP_ORDER[b.group] ||
      b.pages - a.pages ||
      b.fired - a.fired ||
      a.name.localeCompare(b.name, 'ja') ||
      Number(a.alertRuleId) - Number(b.alertRuleId),
  );
}
