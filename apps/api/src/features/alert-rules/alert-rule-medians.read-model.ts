import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, rowCount, rowId, select } from '../../database/select.js';
import { medianOfHistogram } from './median-of-histogram.js';

const ExactRow = z.object({ id: rowId, medianSeconds: z.number() });
const BucketRow = z.object({ id: rowId, bucket: z.number(), episodes: rowCount });

/** Up to so many ended episodes in one answer are read themselves; beyond, the loudest rules use their histogram. */
export const EXACT_EPISODES = 20_000;

export interface Median {
  medianSeconds: number;
  medianFrom: 'episodes' | 'histogram';
}

/** Median durations of ended episodes, exact as far as that is cheap. */
@Injectable()
export class AlertRuleMediansReadModel {
  /**
   * `ended` is the number of ended episodes per rule in [from, to). The quietest rules come first, so that those for
   * which a histogram would be coarse are exact. A histogram covers the UTC months nearest to the range. `former` has
   * the rules that are now one of these under another name.
   */
  async medians(
    db: Queryable,
    ended: ReadonlyMap<string, number>,
    from: Date,
    to: Date,
    budget = EXACT_EPISODES,
    former: ReadonlyMap<string, string> = new Map(),
  ): Promise<Map<string, Median>> {
    const exact: string[] = [];
    const coarse: string[] = [];
    let read = 0;
    for (const [id, episodes] of [...ended].sort((a, b) => a[1] - b[1])) {
      if (episodes === 0) continue;
      read += episodes;
      (read <= budget ? exact : coarse).push(id);
    }
    const [exactRows, coarseMedians] = [
      exact.length > 0 ? await this.exact(db, exact, from, to, former) : [],
      coarse.length > 0 ? await this.fromHistogram(db, coarse, from, to, former) : new Map<string, number>(),
    ];
    const medians = new Map<string, Median>();
    for (const { id, medianSeconds } of exactRows) medians.set(id, { medianSeconds, medianFrom: 'episodes' });
    for (const [id, medianSeconds] of coarseMedians)
      medians.set(id, { medianSeconds, medianFrom: 'histogram' });
    return medians;
  }

  private exact(
    db: Queryable,
    ids: readonly string[],
    from: Date,
    to: Date,
    former: ReadonlyMap<string, string>,
  ) {
    return select(
      db,
      ExactRow,
      `select coalesce(($4::jsonb->>alert_rule_id::text)::bigint, alert_rule_id) as id,
         percentile_cont(0.5) within group (order by duration_seconds) as "medianSeconds"
       from episodes
       where alert_rule_id = any ($1::bigint[]) and starts_at >= $2 and starts_at < $3 and ends_at is not null
       group by 1`,
      [withFormer(ids, former), from, to, Object.fromEntries(former)],
    );
  }

  private async fromHistogram(
    db: Queryable,
    ids: readonly string[],
    from: Date,
    to: Date,
    former: ReadonlyMap<string, string>,
  ): Promise<Map<string, number>> {
    const rows = await select(
      db,
      BucketRow,
      `select coalesce(($4::jsonb->>alert_rule_id::text)::bigint, alert_rule_id) as id, bucket,
         sum(episodes) as episodes
       from episode_duration_histograms
       where alert_rule_id = any ($1::bigint[]) and month >= $2::date and month < $3::date and episodes > 0
       group by 1, 2`,
      [withFormer(ids, former), ...nearestMonths(from, to), Object.fromEntries(former)],
    );
    const medians = new Map<string, number>();
    for (const id of new Set(rows.map((row) => row.id))) {
      const median = medianOfHistogram(rows.filter((row) => row.id === id));
      if (median !== null) medians.set(id, median);
    }
    return medians;
  }
}

/** The rules and those that are now one of them. */
export function withFormer(ids: readonly string[], former: ReadonlyMap<string, string>): string[] {
  const wanted = new Set(ids);
  return [...ids, ...[...former].flatMap(([id, current]) => (wanted.has(current) ? [id] : []))];
}

/** First days of the UTC months nearest to both ends; at least the month in which the range begins. */
export function nearestMonths(from: Date, to: Date): [string, string] {
  const first = nearestMonth(from);
  const last = nearestMonth(to);
  const begin = monthStart(from);
  return first < last ? [first, last] : [begin, monthStart(new Date(`${begin}T00:00:00Z`), 1)];
}

function nearestMonth(at: Date): string {
  const [before, after] = [monthStart(at), monthStart(at, 1)];
  return at.getTime() - Date.parse(before) <= Date.parse(after) - at.getTime() ? before : after;
}

function monthStart(at: Date, months = 0): string {
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1)).toISOString().slice(0, 10);
}
