import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, rowId, rowInstant, select } from '../../database/select.js';
import { addDifferencesToRollups, FLEETING_SECONDS } from './episode-contribution.rollup.js';
import type { LedgerRange } from './episode-event.repository.js';
import type { EpisodeState } from './merge-transitions.js';

/** An episode as it is stored. */
export interface StoredEpisode {
  state: EpisodeState;
  isFolded: boolean;
  /** of one that transitions state and events changed: what the transitions alone say */
  stated: EpisodeState | null;
}

/** A range, and whether some episodes of the rule are stated and others not. */
export interface EpisodeRange extends LedgerRange {
  isMixed: boolean;
}

/** Stored episodes of one (rule, fingerprint) from a boundary on: an instant before which nothing can change. */
export interface EpisodesFrom {
  boundary: string;
  episodes: StoredEpisode[];
}

const EpisodeRow = z.object({
  n: z.number(),
  boundary: rowInstant,
  alertRuleId: rowId.nullable(),
  fingerprint: z.string().nullable(),
  startsAt: rowInstant.nullable(),
  sourceId: rowId.nullable(),
  endsAt: rowInstant.nullable(),
  endReason: z.enum(['resolved', 'expired', 'closed']).nullable(),
  expectedEndAt: rowInstant.nullable(),
  acknowledgedAt: rowInstant.nullable(),
  acknowledgedBy: z.string().nullable(),
  notifiedAt: rowInstant.nullable(),
  suppressedAt: rowInstant.nullable(),
  suppressedBy: z.unknown(),
  receivedAt: rowInstant.nullable(),
  describedAt: rowInstant.nullable(),
  severity: z.string().nullable(),
  serviceId: rowId.nullable(),
  labels: z.record(z.string(), z.string()).nullable(),
  annotations: z.record(z.string(), z.string()).nullable(),
  generatorUrl: z.string().nullable(),
  isFolded: z.boolean().nullable(),
  stated: z.unknown(),
});

const IndexRow = z.object({ n: z.number() });

/** Episodes that events change: they may move, split, merge and go. Their rules are locked. */
@Injectable()
export class FoldedEpisodeRepository {
  /**
   * The boundary of each range and the episodes from it on. The boundary is the start of the latest episode before
   * the range at whose start nothing else was open (one that ended at that very instant was); the range's own `from`
   * when there is no episode before it.
   */
  async findFrom(db: Queryable, ranges: readonly EpisodeRange[]): Promise<EpisodesFrom[]> {
    const rows = await select(
      db,
      EpisodeRow,
      `select p.n, p.boundary, e.alert_rule_id as "alertRuleId", e.fingerprint, e.starts_at as "startsAt",
         e.source_id as "sourceId", e.ends_at as "endsAt", e.end_reason as "endReason",
         e.expected_end_at as "expectedEndAt", e.acknowledged_at as "acknowledgedAt",
         e.acknowledged_by as "acknowledgedBy", e.notified_at as "notifiedAt", e.suppressed_at as "suppressedAt",
         e.suppressed_by as "suppressedBy", e.received_at as "receivedAt", e.described_at as "describedAt",
         e.severity, e.service_id as "serviceId", e.labels, e.annotations, e.generator_url as "generatorUrl",
         e.is_folded as "isFolded", e.stated
       from (
         select p.*, coalesce((
           select b.starts_at from episodes b
           where b.alert_rule_id = p."alertRuleId" and b.fingerprint = p.fingerprint and b.starts_at < p."from"
             -- those that only events tell do not overlap: the one before is enough
             and not exists (
               select from (
                 select f.ends_at from episodes f
                 where f.alert_rule_id = b.alert_rule_id and f.fingerprint = b.fingerprint and f.is_folded
                   and f.starts_at < b.starts_at
                 order by f.starts_at desc limit 1
               ) f where coalesce(f.ends_at, 'infinity') >= b.starts_at)
             and not (p."isMixed" and exists (
               select from episodes s
               where s.alert_rule_id = b.alert_rule_id and s.fingerprint = b.fingerprint and not s.is_folded
                 and s.starts_at < b.starts_at and coalesce(s.ends_at, 'infinity') >= b.starts_at))
           order by b.starts_at desc limit 1), p."from") as boundary
         from jsonb_to_recordset($1::jsonb) as p (n integer, "alertRuleId" bigint, fingerprint text,
           "from" timestamptz(3), "isMixed" boolean)
       ) p
       left join episodes e on e.alert_rule_id = p."alertRuleId" and e.fingerprint = p.fingerprint
         and e.starts_at >= p.boundary
       order by p.n, e.starts_at`,
      [JSON.stringify(ranges.map((range, n) => ({ ...range, n })))],
    );
    const found = new Map<number, EpisodesFrom>();
    for (const { n, boundary, isFolded, stated, ...columns } of rows) {
      const own = found.get(n) ?? { boundary, episodes: [] };
      found.set(n, own);
      if (columns.alertRuleId === null) continue;
      own.episodes.push({
        state: columns as EpisodeState,
        isFolded: isFolded === true,
        stated: (stated ?? null) as EpisodeState | null,
      });
    }
    return ranges.map((_, n) => found.get(n)!);
  }

  /** Those of the states whose (rule, fingerprint) has events without a start. */
  async findWithEvents(db: Queryable, states: readonly EpisodeState[]): Promise<EpisodeState[]> {
    const rows = await select(
      db,
      IndexRow,
      `select i.n from jsonb_to_recordset($1::jsonb) as i (n integer, "alertRuleId" bigint, fingerprint text)
       where exists (select from episode_events e where e.alert_rule_id = i."alertRuleId"
         and e.fingerprint = i.fingerprint and e.starts_at is null)`,
      [JSON.stringify(states.map(({ alertRuleId, fingerprint }, n) => ({ n, alertRuleId, fingerprint })))],
    );
    return rows.map(({ n }) => states[n]!);
  }

  /**
   * Removes and writes episodes exactly as given, and adds what that changes to the rollups: what goes is subtracted.
   * A key is in at most one of the lists; the partitions exist.
   */
  async replace(
    db: Queryable,
    gone: readonly EpisodeState[],
    written: readonly StoredEpisode[],
  ): Promise<void> {
    const input = [
      ...gone.map((state) => ({ ...state, isGone: true, isFolded: false })),
      ...written.map(({ state, isFolded, stated }) => ({ ...state, isGone: false, isFolded, stated })),
    ];
    if (input.length === 0) return;
    await db.query(REPLACE, [JSON.stringify(input)]);
  }
}

const REPLACE = `
  with i as materialized (
    select t.*, extract(epoch from case when not "isGone" then "endsAt" end - "startsAt")::double precision as seconds
    from jsonb_to_recordset($1::jsonb) as t ("alertRuleId" bigint, fingerprint text, "startsAt" timestamptz(3),
      "sourceId" bigint, "endsAt" timestamptz(3), "endReason" text, "expectedEndAt" timestamptz(3),
      "acknowledgedAt" timestamptz(3), "acknowledgedBy" text, "notifiedAt" timestamptz(3),
      "suppressedAt" timestamptz(3), "suppressedBy" jsonb, "receivedAt" timestamptz(3), "describedAt" timestamptz(3),
      severity text, "serviceId" bigint, labels jsonb, annotations jsonb, "generatorUrl" text, "isFolded" boolean,
      "isGone" boolean, stated jsonb)
  ),
  old as materialized (
    select e.alert_rule_id, e.fingerprint, e.starts_at, e.ends_at, e.notified_at, e.acknowledged_at,
      e.duration_seconds
    from i join episodes e on e.alert_rule_id = i."alertRuleId" and e.fingerprint = i.fingerprint
      and e.starts_at = i."startsAt"
  ),
  gone as (
    delete from episodes e using i where i."isGone" and e.alert_rule_id = i."alertRuleId"
      and e.fingerprint = i.fingerprint and e.starts_at = i."startsAt"
    returning 1
  ),
  written as (
    insert into episodes (alert_rule_id, fingerprint, starts_at, source_id, service_id, severity, ends_at, end_reason,
      expected_end_at, acknowledged_at, acknowledged_by, notified_at, suppressed_at, suppressed_by, labels,
      annotations, generator_url, received_at, described_at, is_folded, stated, updated_at)
    select "alertRuleId", fingerprint, "startsAt", "sourceId", "serviceId", severity, "endsAt", "endReason",
      "expectedEndAt", "acknowledgedAt", "acknowledgedBy", "notifiedAt", "suppressedAt", "suppressedBy", labels,
      annotations, "generatorUrl", "receivedAt", "describedAt", "isFolded", nullif(stated, 'null'), now()
    from i where not "isGone"
    order by 1, 2, 3
    on conflict (alert_rule_id, fingerprint, starts_at) do update set
      source_id = excluded.source_id, service_id = excluded.service_id, severity = excluded.severity,
      ends_at = excluded.ends_at, end_reason = excluded.end_reason, expected_end_at = excluded.expected_end_at,
      acknowledged_at = excluded.acknowledged_at, acknowledged_by = excluded.acknowledged_by,
      notified_at = excluded.notified_at, suppressed_at = excluded.suppressed_at,
      suppressed_by = excluded.suppressed_by, labels = excluded.labels, annotations = excluded.annotations,
      generator_url = excluded.generator_url, received_at = excluded.received_at,
      described_at = excluded.described_at, is_folded = excluded.is_folded, stated = excluded.stated,
      updated_at = excluded.updated_at
    returning 1
  ),
  d as materialized (
    select i."alertRuleId" as alert_rule_id, i."startsAt" as starts_at,
      (not "isGone")::integer - (old.starts_at is not null)::integer as fired,
      (not "isGone" and i."notifiedAt" is not null)::integer - (old.notified_at is not null)::integer as pages,
      (seconds is not null)::integer - (old.ends_at is not null)::integer as ended,
      (not "isGone" and i."acknowledgedAt" is not null)::integer
        - (old.acknowledged_at is not null)::integer as acknowledged,
      (seconds is not null and i."acknowledgedAt" is null)::integer
        - (old.ends_at is not null and old.acknowledged_at is null)::integer as self_resolved,
      coalesce((seconds <= ${FLEETING_SECONDS})::integer, 0)
        - coalesce((old.duration_seconds <= ${FLEETING_SECONDS})::integer, 0) as fleeting,
      coalesce(seconds, 0) - coalesce(old.duration_seconds, 0) as duration_seconds,
      episode_duration_bucket(old.duration_seconds) as bucket_before, episode_duration_bucket(seconds) as bucket_after
    from i left join old on old.alert_rule_id = i."alertRuleId" and old.fingerprint = i.fingerprint
      and old.starts_at = i."startsAt"
  ),
  ${addDifferencesToRollups}
  select count(*) from d`;
