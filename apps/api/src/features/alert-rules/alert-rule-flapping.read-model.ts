import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../clock/clock.js';
import { type Queryable, rowCount, rowId, select } from '../../database/select.js';
import { type KeepFor, KeptAnswerService } from '../live/kept-answer.service.js';

const DAY_MS = 86_400_000;
/** Chattering is looked for in the last week: it is a state of now, and reads episodes. */
const FLAPPING_DAYS = 7;
/** Looking through a week of fewer alerts takes no time that anyone notices. */
export const FEW_ALERTS = 10_000;

const FlappingRow = z.object({ id: rowId, first: z.date() });

interface Bursts {
  /** the begin of a rule's newest three alerts of one life within an hour */
  newestByRule: ReadonlyMap<string, number>;
  /** in the week that was looked through */
  alerts: number;
}

const KEEP: KeepFor<Bursts> = {
  topics: [],
  patientTopics: ['episodes'],
  isWorthKeeping: ({ alerts }) => alerts >= FEW_ALERTS,
};

export interface FlappingRules {
  ids: ReadonlySet<string>;
  /** alerts that came later may not be in it */
  asOf: Date;
  /** in the week that was looked through */
  alerts: number;
}

/** Rules one of whose alerts began three times within an hour in the last seven days (METRICS.md section 6). */
@Injectable()
export class AlertRuleFlappingReadModel {
  constructor(
    private readonly clock: Clock,
    private readonly kept: KeptAnswerService,
  ) {}

  /** Of all rules, which may be up to a minute old (`asOf`), or of the given ones as they are now. */
  async flapping(db: Queryable, ruleIds: readonly string[] | null): Promise<FlappingRules> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - FLAPPING_DAYS * DAY_MS);
    const { value, asOf } =
      ruleIds === null
        ? await this.kept.get('flapping-rules', KEEP, () => this.bursts(db, since, null))
        : { value: await this.bursts(db, since, ruleIds), asOf: now };
    // what was kept is a day that does not move with the clock: the week does
    const ids = [...value.newestByRule].flatMap(([id, first]) => (first >= since.getTime() ? [id] : []));
    return { ids: new Set(ids), asOf, alerts: value.alerts };
  }

  private async bursts(db: Queryable, since: Date, ruleIds: readonly string[] | null): Promise<Bursts> {
    const rows = await select(
      db,
      z.object({ id: rowId, fired: rowCount }),
      `select u.alert_rule_id as id, sum(u.fired) as fired
       from episode_daily_rollups u
       where u.day >= ($1::timestamptz at time zone 'UTC')::date
         and ($2::bigint[] is null or u.alert_rule_id = any ($2))
       group by u.alert_rule_id`,
      [since, ruleIds],
    );
    const often = rows.filter(({ fired }) => fired >= 3).map(({ id }) => id);
    // rule by rule: the primary key then has the alerts of a life in their order, and no row is read
    const found = await select(
      db,
      FlappingRow,
      `select rule.id, max(burst.first) as first
       from unnest($2::bigint[]) as rule (id)
       cross join lateral (
         select e.starts_at,
           lag(e.starts_at, 2) over (partition by e.fingerprint order by e.starts_at) as first
         from episodes e
         where e.alert_rule_id = rule.id and e.starts_at >= $1
       ) burst
       where burst.starts_at - burst.first <= interval '1 hour'
       group by rule.id`,
      [since, often],
    );
    return {
      newestByRule: new Map(found.map(({ id, first }) => [id, first.getTime()])),
      alerts: rows.reduce((sum, { fired }) => sum + fired, 0),
    };
  }
}
