import { Injectable } from '@nestjs/common';
import { metricDefinition } from '@tenken/shared/metric-definitions';
import { type RuleTogetherResponse, TOGETHER_SECONDS } from '@tenken/shared/rule-evidence.contract';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { localDayOf, startOfLocalDay } from '../../clock/local-day.js';
import type { ResolvedRange } from '../../clock/resolve-range.js';
import { type Queryable, rowCount, rowId, select, selectOne } from '../../database/select.js';
import { AlertRuleCountsReadModel } from './alert-rule-counts.read-model.js';
import { AlertRuleDirectoryReadModel, type DirectoryRow } from './alert-rule-directory.read-model.js';
import { withFormer } from './alert-rule-medians.read-model.js';
import { listLocalDays } from './list-local-days.js';
import { rankTogether } from './rank-together.js';
import { splitWindow } from './split-window.js';

/** Alerts of the rule that are looked at: each costs one look into the alerts of ten minutes. */
const LOOKED_AT = 500;
/** Rules that came near most often, of which the frequency is asked. */
const CANDIDATES = 100;
const SHOWN = 10;

const NEAR = `interval '${TOGETHER_SECONDS} seconds'`;

const NearRow = z.object({ id: rowId, together: rowCount, otherTogether: rowCount });

/**
 * Rules that fire with a rule: candidates for merging. Its cost does not grow with the history: the newest days that
 * hold at most 500 of its alerts are looked at, ten minutes of other alerts around each by the index of starts, and
 * the frequencies of the others come from the rollups.
 */
@Injectable()
export class AlertRuleTogetherReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly directory: AlertRuleDirectoryReadModel,
    private readonly counts: AlertRuleCountsReadModel,
  ) {}

  async together(id: string, range: ResolvedRange): Promise<RuleTogetherResponse> {
    const db = this.dataSource.manager;
    const members = await this.directory.members(db, id);
    const sample = await this.sampleOf(db, members, range);
    const to = new Date(Math.min(range.to.getTime(), this.clock.now().getTime()));
    const near = sample.n === 0 ? [] : await this.near(db, members, sample.from, range.to);
    const rules = await this.directory.rules(db, { ruleIds: near.map((row) => row.id) });
    const fired = await this.firedBy(db, rules, sample.from, range.to);
    const byId = new Map(rules.map((rule) => [rule.id, rule]));
    const seconds = Math.max(TOGETHER_SECONDS, (to.getTime() - sample.from.getTime()) / 1000);
    const items = rankTogether(
      near.map((row) => ({ ...row, otherFired: fired.get(row.id) ?? row.otherTogether })),
      { n: sample.n, seconds },
    ).slice(0, SHOWN);
    return {
      from: range.from.toISOString(),
      to: range.to.toISOString(),
      timeZone: range.timeZone,
      definition: metricDefinition('fires_together'),
      sampleFrom: sample.from.toISOString(),
      sampleFromDay: localDayOf(sample.from, range.timeZone),
      n: sample.n,
      fired: sample.fired,
      isCut: sample.isCut,
      items: items.flatMap(({ id: otherId, ...figures }) => {
        const rule = byId.get(otherId);
        if (rule === undefined) return [];
        const { name, sourceName, serviceId, serviceName, severity } = rule;
        return [{ id: otherId, name, sourceName, serviceId, serviceName, severity, ...figures }];
      }),
    };
  }

  /** The last whole days of the range that hold at most `LOOKED_AT` of the rule's alerts, at least one with any. */
  private async sampleOf(db: Queryable, members: readonly string[], range: ResolvedRange) {
    const days = listLocalDays(range.from, range.to, range.timeZone);
    const byDay = new Map<string, number>();
    for (const { day, fired } of await this.counts.firedOn(db, members, range.from, range.to, range.timeZone))
      byDay.set(day, (byDay.get(day) ?? 0) + fired);
    const fired = [...byDay.values()].reduce((sum, count) => sum + count, 0);
    let n = 0;
    let first = days.length;
    for (let index = days.length - 1; index >= 0; index -= 1) {
      const count = byDay.get(days[index]!) ?? 0;
      if (n > 0 && n + count > LOOKED_AT) break;
      n += count;
      first = index;
    }
    const start = first === 0 ? range.from : startOfLocalDay(days[first] ?? days[0]!, range.timeZone);
    const from = new Date(Math.max(start.getTime(), range.from.getTime()));
    if (n <= LOOKED_AT) return { from, n, fired, isCut: false };
    return { from: await this.startOfNewest(db, members, from, range.to), n: LOOKED_AT, fired, isCut: true };
  }

  /** Where the newest alerts that can be looked at begin, in a day that holds more. */
  private async startOfNewest(db: Queryable, members: readonly string[], from: Date, to: Date) {
    const row = await selectOne(
      db,
      z.object({ first: z.date() }),
      `select min(starts_at) as first from (
         select e.starts_at from episodes e
         where e.alert_rule_id = any ($1::bigint[]) and e.starts_at >= $2 and e.starts_at < $3
         order by e.starts_at desc limit $4
       ) newest`,
      [members, from, to, LOOKED_AT],
    );
    return row!.first;
  }

  private near(db: Queryable, members: readonly string[], from: Date, to: Date) {
    return select(
      db,
      NearRow,
      `with looked_at as materialized (
         select starts_at from (
           select e.starts_at from episodes e
           where e.alert_rule_id = any ($1::bigint[]) and e.starts_at >= $2 and e.starts_at < $3
           order by e.starts_at desc limit $4
         ) newest
       ), instants as materialized (
         select array_agg(starts_at order by starts_at) as at from looked_at
       ), span as materialized (
         -- windows that overlap are read once
         select greatest(lower(part), $2::timestamptz - ${NEAR}) as first,
           least(upper(part), $3::timestamptz + ${NEAR} - interval '1 millisecond') as last
         from (
           select range_agg(tstzrange(starts_at - ${NEAR}, starts_at + ${NEAR}, '[]')) as parts from looked_at
         ) windows
         cross join lateral unnest(parts) part
       ), near as materialized (
         -- only what the index of starts holds: rows themselves would be most of the work
         select e.alert_rule_id, e.starts_at
         from span
         cross join lateral (
           select e.alert_rule_id, e.starts_at from episodes e
           where e.starts_at >= span.first and e.starts_at <= span.last offset 0
         ) e
         where e.alert_rule_id <> all ($1::bigint[])
       ), mine as (
         -- an alert is near those numbered before + 1 to upto; those that the one before it was near too count once
         select id, sum(greatest(0, upto - greatest(before, seen))) as together,
           count(*) filter (where starts_at >= $2 and starts_at < $3) as other_together
         from (
           select *, coalesce(lag(upto) over (partition by id order by starts_at), 0) as seen
           from (
             select r.current_id as id, near.starts_at,
               width_bucket(near.starts_at + ${NEAR}, (select at from instants)) as upto,
               width_bucket(near.starts_at - ${NEAR} - interval '1 millisecond', (select at from instants)) as before
             from near
             join alert_rules r on r.id = near.alert_rule_id
           ) placed
         ) counted
         group by id
       )
       select id, together, other_together as "otherTogether" from mine
       where together >= 3
       order by together desc, id limit $5`,
      [members, from, to, LOOKED_AT, CANDIDATES],
    );
  }

  private async firedBy(db: Queryable, rules: readonly DirectoryRow[], from: Date, to: Date) {
    const ids = rules.map((rule) => rule.id);
    const former = await this.directory.formerNames(db, ids);
    const rows = await this.counts.counts(db, withFormer(ids, former), splitWindow(from, to));
    const fired = new Map<string, number>();
    for (const row of rows) {
      const id = former.get(row.id) ?? row.id;
      fired.set(id, (fired.get(id) ?? 0) + row.fired);
    }
    return fired;
  }
}
