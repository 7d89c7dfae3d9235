import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { rowCount, rowId, select } from '../../database/select.js';
import { AlertRuleVerdictsReadModel } from '../alert-rules/alert-rule-verdicts.read-model.js';
import { EpisodeDaysReadModel, type PackedDays } from '../episodes/episode-days.read-model.js';
import { noiseStarts } from './noise-starts.js';
import type { LoadSpan } from './rotations.read-model.js';
import { type AcknowledgedAt, unpackAcknowledged } from './unpack-days.js';

/** The newest pages are looked at; older ones would cost more than they say. */
export const MAX_PAGES = 20_000;
export const EXPOSURE_MINUTES = 120;

const OwnRow = z.object({ alertRuleId: rowId, startMs: rowCount, isNoise: z.boolean() });
const NameRow = z.object({ n: rowCount, fingerprint: z.string(), ruleName: z.string() });

export interface AcknowledgedPage extends AcknowledgedAt {
  alertRuleId: string;
}

/** What the noise exposure is counted from (METRICS.md section 6). */
@Injectable()
export class NoiseExposureReadModel {
  constructor(
    private readonly dataSource: DataSource,
    private readonly days: EpisodeDaysReadModel,
    private readonly verdicts: AlertRuleVerdictsReadModel,
  ) {}

  /** The newest pages that were acknowledged, oldest first, and one more than `MAX_PAGES` where there are more. */
  async pages({ rotation, from, to }: LoadSpan): Promise<AcknowledgedPage[]> {
    const packed = await this.days.acknowledged({ ruleIds: rotation.ruleIds, from, to });
    return packed
      .flatMap(({ alertRuleId, ...days }) =>
        unpackAcknowledged(days, from.getTime(), to.getTime()).map((page) => ({ ...page, alertRuleId })),
      )
      .sort((a, b) => b.startMs - a.startMs)
      .slice(0, MAX_PAGES + 1)
      .sort((a, b) => a.pageMs - b.pageMs);
  }

  /** All starts of the rotation's alerts, packed, from so long before the range that a page's noise is in it. */
  starts({ rotation, from, to }: LoadSpan): Promise<PackedDays[]> {
    const before = new Date(from.getTime() - EXPOSURE_MINUTES * 60_000);
    return this.days.starts({ ruleIds: rotation.ruleIds, from: before, to });
  }

  /** Starts (milliseconds since 1970) of the alerts of [from, to), all in `starts`, that people called noise, by rule. */
  async noise(
    { rotation, from, to }: LoadSpan,
    starts: readonly PackedDays[],
  ): Promise<Map<string, number[]>> {
    const own = await select(
      this.dataSource.manager,
      OwnRow,
      `select v.alert_rule_id as "alertRuleId", (extract(epoch from v.starts_at) * 1000)::bigint as "startMs",
         v.verdict in ('no_action', 'false_positive', 'duplicate') as "isNoise"
       from verdicts v
       join episodes e on e.alert_rule_id = v.alert_rule_id and e.fingerprint = v.fingerprint
         and e.starts_at = v.starts_at
       where v.alert_rule_id = any ($1::bigint[]) and v.is_current and v.fingerprint is not null
         and v.verdict is not null and v.starts_at >= $2 and v.starts_at < $3`,
      [rotation.ruleIds, from, to],
    );
    const segments = await this.verdicts.segments(this.dataSource.manager, rotation.ruleIds, from, to);
    return noiseStarts(starts, segments, own, from, to);
  }

  /** Fingerprints and names of rules of some of the pages, in their order; null for one that has changed meanwhile. */
  async names(
    pages: readonly AcknowledgedPage[],
  ): Promise<({ fingerprint: string; ruleName: string } | null)[]> {
    const rows = await select(
      this.dataSource.manager,
      NameRow,
      `select p.n, e.fingerprint, r.name as "ruleName"
       from unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[], $4::timestamptz[]) with ordinality
         as p (alert_rule_id, starts_at, notified_at, acknowledged_at, n)
       join alert_rules r on r.id = p.alert_rule_id
       cross join lateral (
         select min(fingerprint) as fingerprint
         from (
           select e.fingerprint from episodes e
           where e.alert_rule_id = p.alert_rule_id and e.starts_at = p.starts_at and e.notified_at = p.notified_at
             and e.acknowledged_at = p.acknowledged_at
           -- by rule and start: in the order of fingerprints all of the rule would be walked
           offset 0
         ) at_start
         having min(fingerprint) is not null
       ) e`,
      [
        pages.map(({ alertRuleId }) => alertRuleId),
        ...[
          pages.map(({ startMs }) => startMs),
          pages.map(({ pageMs }) => pageMs),
          pages.map(({ acknowledgedMs }) => acknowledgedMs),
        ].map((list) => list.map((ms) => new Date(ms))),
      ],
    );
    const found = new Map(rows.map((row) => [row.n, row]));
    return pages.map((_, index) => found.get(index + 1) ?? null);
  }
}
