import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { rowCount, rowId, select, selectOne } from '../../database/select.js';
import type { LoadSpan } from './rotations.read-model.js';

/** The newest pages are looked at; older ones would cost more than they say. */
export const MAX_PAGES = 20_000;
export const EXPOSURE_MINUTES = 120;

const PageRow = z.object({
  alertRuleId: rowId,
  fingerprint: z.string(),
  startsAt: z.date(),
  ruleName: z.string(),
  at: z.date(),
  ackSeconds: z.number(),
});
const Instants = z.object({ ms: z.array(rowCount).nullable() });

export type AcknowledgedPage = z.output<typeof PageRow>;

/** What the noise exposure is counted from (METRICS.md section 6). */
@Injectable()
export class NoiseExposureReadModel {
  constructor(private readonly dataSource: DataSource) {}

  /** The newest pages that were acknowledged, oldest first, and one more than `MAX_PAGES` where there are more. */
  async pages({ rotation, from, to }: LoadSpan): Promise<AcknowledgedPage[]> {
    const rows = await select(
      this.dataSource.manager,
      PageRow,
      `select e.alert_rule_id as "alertRuleId", e.fingerprint, e.starts_at as "startsAt", r.name as "ruleName",
         e.notified_at as at, extract(epoch from e.acknowledged_at - e.notified_at)::double precision as "ackSeconds"
       from episodes e
       join alert_rules r on r.id = e.alert_rule_id
       where e.alert_rule_id = any ($1::bigint[]) and e.starts_at >= $2 and e.starts_at < $3
         and e.notified_at is not null and e.acknowledged_at >= e.notified_at
       order by e.starts_at desc
       limit $4`,
      [rotation.ruleIds, from, to, MAX_PAGES + 1],
    );
    return rows.sort((a, b) => a.at.getTime() - b.at.getTime());
  }

  /** Starts (milliseconds since 1970, in order) of the alerts of [from, to) that people called noise. */
  async noise({ rotation, from, to }: LoadSpan): Promise<number[]> {
    const row = await selectOne(
      this.dataSource.manager,
      Instants,
      `with judged as (
         select e.starts_at, v.verdict
         from verdicts v
         join episodes e on e.alert_rule_id = v.alert_rule_id and e.fingerprint = v.fingerprint
           and e.starts_at = v.starts_at
         where v.alert_rule_id = any ($1::bigint[]) and v.is_current and v.fingerprint is not null
           and v.verdict is not null and v.starts_at >= $2 and v.starts_at < $3
         union all
         select e.starts_at, on_rule.verdict
         from (
           select distinct alert_rule_id from verdicts
           where alert_rule_id = any ($1::bigint[]) and is_current and fingerprint is null and verdict is not null
             and window_from < $3 and window_to > $2
         ) ruled
         join episodes e on e.alert_rule_id = ruled.alert_rule_id and e.starts_at >= $2 and e.starts_at < $3
         cross join lateral (
           select v.verdict from verdicts v
           where v.alert_rule_id = e.alert_rule_id and v.is_current and v.verdict is not null
             and v.fingerprint is null and v.window_from <= e.starts_at and v.window_to > e.starts_at
           order by v.decided_at desc, v.id desc
           limit 1
         ) on_rule
         where not exists (
           select from verdicts own
           where own.alert_rule_id = e.alert_rule_id and own.fingerprint = e.fingerprint
             and own.starts_at = e.starts_at and own.is_current and own.verdict is not null)
       )
       select array_agg(ms order by ms) as ms
       from (
         select (extract(epoch from starts_at) * 1000)::bigint as ms from judged
         where verdict in ('no_action', 'false_positive', 'duplicate')
       ) noise`,
      [rotation.ruleIds, from, to],
    );
    return row?.ms ?? [];
  }
}
