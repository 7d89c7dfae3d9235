import { Injectable } from '@nestjs/common';
import { DecisionKindSchema, DecisionStatusSchema } from '@tenken/shared/decisions.contract';
import { metricDefinition } from '@tenken/shared/metric-definitions';
import type {
  ChangeEffect,
  DefinitionEffectsResponse,
  RuleHistoryResponse,
} from '@tenken/shared/rule-evidence.contract';
import { poissonRateRatio } from '@tenken/statistics/poisson-rate-ratio';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import type { ResolvedRange } from '../../clock/resolve-range.js';
import { type Queryable, rowCount, rowId, rowInstant, select } from '../../database/select.js';
import { AlertRuleDirectoryReadModel } from './alert-rule-directory.read-model.js';
import { listLocalDays } from './list-local-days.js';
import { hasWholeHours, splitWindow, windowParameters } from './split-window.js';

const DAY_SECONDS = 86_400;
/** METRICS.md section 8: 28 days on both sides, or what has passed. */
const WINDOW_SECONDS = 28 * DAY_SECONDS;

const DayRow = z.object({ day: z.string(), fired: rowCount, pages: rowCount });
const DecisionRow = z.object({
  id: rowId,
  kind: DecisionKindSchema,
  status: DecisionStatusSchema,
  at: rowInstant,
  isEffective: z.boolean(),
  reviewSessionId: rowId.nullable(),
});
const DefinitionRow = z.object({ version: z.number(), at: rowInstant });
const RenameRow = z.object({ name: z.string(), at: rowInstant });
const EffectRow = DefinitionRow.extend({
  windowSeconds: z.coerce.number(),
  firedBefore: rowCount,
  firedAfter: rowCount,
});

/** What a rule did day by day, and what was done to it meanwhile. */
@Injectable()
export class AlertRuleHistoryReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly directory: AlertRuleDirectoryReadModel,
  ) {}

  async history(id: string, range: ResolvedRange): Promise<RuleHistoryResponse> {
    const db = this.dataSource.manager;
    const members = await this.directory.members(db, id);
    const fired = new Map((await this.days(db, members, range)).map((row) => [row.day, row]));
    const decisions = await select(
      db,
      DecisionRow,
      `select id, kind, status, coalesce(effective_at, created_at) as at, effective_at is not null as "isEffective",
         review_session_id as "reviewSessionId"
       from decisions
       where alert_rule_id = any ($1::bigint[]) and status <> 'cancelled'
         and coalesce(effective_at, created_at) >= $2 and coalesce(effective_at, created_at) < $3
       order by at limit 200`,
      [members, range.from, range.to],
    );
    const definitions = await select(
      db,
      DefinitionRow,
      `select version, seen_at as at from alert_rule_versions
       where alert_rule_id = $1 and version > 1 and seen_at >= $2 and seen_at < $3
       order by seen_at limit 200`,
      [id, range.from, range.to],
    );
    const renames = await select(
      db,
      RenameRow,
      `select r.name, n.at from alert_rule_renames n join alert_rules r on r.id = n.from_rule_id
       where n.to_rule_id = any ($1::bigint[]) and n.undone_at is null and n.at >= $2 and n.at < $3
       order by n.at limit 20`,
      [members, range.from, range.to],
    );
    return {
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      timeZone: range.timeZone,
      days: listLocalDays(range.from, range.to, range.timeZone).map(
        (day) => fired.get(day) ?? { day, fired: 0, pages: 0 },
      ),
      decisions,
      definitions,
      renames,
    };
  }

  /**
   * What each version after the first changed: alerts in equal windows on both sides of the moment it was first seen,
   * no longer than the rule was known before or has been since. Under one day there is no effect to speak of.
   */
  async definitionEffects(id: string): Promise<DefinitionEffectsResponse> {
    const db = this.dataSource.manager;
    const members = await this.directory.members(db, id);
    const rows = await select(
      db,
      EffectRow,
      `with known as (
         select least(
           (select min(first_seen_at) from alert_rules where id = any ($1::bigint[])),
           (select e.starts_at from episodes e where e.alert_rule_id = any ($1::bigint[]) order by e.starts_at limit 1)
         ) as since
       ), change as materialized (
         select v.version, v.seen_at as at, greatest(0, least($3::double precision,
             extract(epoch from $2::timestamptz - v.seen_at), extract(epoch from v.seen_at - known.since)))
           ::double precision as seconds
         from alert_rule_versions v cross join known
         where v.alert_rule_id = $4 and v.version > 1
         order by v.version desc limit 20
       )
       select c.version, c.at, c.seconds as "windowSeconds", counts.before as "firedBefore", counts.after as "firedAfter"
       from change c
       cross join lateral (
         select count(*) filter (where e.starts_at < c.at) as before, count(*) filter (where e.starts_at >= c.at) as after
         from episodes e
         where e.alert_rule_id = any ($1::bigint[]) and e.starts_at >= c.at - c.seconds * interval '1 second'
           and e.starts_at < c.at + c.seconds * interval '1 second'
       ) counts
       order by c.version desc`,
      [members, this.clock.now(), WINDOW_SECONDS, id],
    );
    return {
      definition: metricDefinition('definition_effect'),
      items: rows.map(({ version, at, ...counts }) => ({ version, at, effect: effectOf(counts) })),
    };
  }

  private days(db: Queryable, members: readonly string[], range: ResolvedRange) {
    const { from, to, timeZone } = range;
    const window = splitWindow(from, to, hasWholeHours(timeZone, from, to));
    return select(
      db,
      DayRow,
      `select (at at time zone $8)::date::text as day, sum(fired) as fired, sum(pages) as pages
       from (
         select (r.day::timestamp + (hour.number - 1) * interval '1 hour') at time zone 'UTC' as at, hour.fired,
           hour.pages
         from episode_daily_rollups r
         cross join lateral unnest(r.fired_by_hour, r.pages_by_hour) with ordinality as hour (fired, pages, number)
         where r.alert_rule_id = any ($1::bigint[]) and r.day >= $2::date and r.day < $3::date and hour.fired > 0
         union all
         select e.starts_at, 1, (e.notified_at is not null)::int
         from episodes e
         where e.alert_rule_id = any ($1::bigint[])
           and ((e.starts_at >= $4 and e.starts_at < $5) or (e.starts_at >= $6 and e.starts_at < $7))
       ) part
       group by 1`,
      [members, ...windowParameters(window), timeZone],
    );
  }
}

function effectOf(counts: {
  windowSeconds: number;
  firedBefore: number;
  firedAfter: number;
}): ChangeEffect | null {
  const { windowSeconds, firedBefore, firedAfter } = counts;
  if (windowSeconds < DAY_SECONDS) return null;
  const windowDays = windowSeconds / DAY_SECONDS;
  const comparison = poissonRateRatio(
    { count: firedAfter, exposure: windowDays },
    { count: firedBefore, exposure: windowDays },
  );
  return {
    windowDays,
    firedBefore,
    firedAfter,
    ratio: comparison?.ratio ?? null,
    lower: comparison?.lower ?? null,
    upper: comparison?.upper ?? null,
    verdict: comparison?.verdict ?? null,
  };
}
