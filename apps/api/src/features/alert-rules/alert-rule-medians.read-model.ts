import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, rowId, select } from '../../database/select.js';
import { middleOfBucket } from './middle-of-bucket.js';

const ExactRow = z.object({ id: rowId, medianSeconds: z.number() });
const BucketRow = z.object({ id: rowId, bucket: z.number().nullable() });

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
    // The bucket of the middle is found where the buckets are: thousands of rules have hundreds of thousands.
    const rows = await select(
      db,
      BucketRow,
      `select id, min(bucket) filter (where seen * 2 >= total) as bucket
       from (
         select id, bucket, sum(episodes) over (partition by id order by bucket) as seen,
           sum(episodes) over (partition by id) as total
         from (
           select coalesce(former.current_id, h.alert_rule_id) as id, h.bucket, sum(h.episodes) as episodes
           from episode_duration_histograms h
           left join unnest($4::bigint[], $5::bigint[]) as former (id, current_id) on former.id = h.alert_rule_id
           where h.alert_rule_id = any ($1::bigint[]) and h.month >= $2::date and h.month < $3::date
             and h.episodes > 0
           group by 1, 2
         ) bucket
       ) part
       group by id`,
      [withFormer(ids, former), ...nearestMonths(from, to), [...former.keys()], [...former.values()]],
    );
    const medians = new Map<string, number>();
    for (const { id, bucket } of rows) if (bucket !== null) medians.set(id, middleOfBucket(bucket));
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
