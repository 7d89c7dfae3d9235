import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Queryable, rowId, rowInstant, select } from '../../database/select.js';
import { selectPrepared } from '../../database/select-prepared.js';
import { addDifferencesToRollups, FLEETING_SECONDS } from './episode-contribution.rollup.js';
import type { EpisodeState } from './merge-transitions.js';

/** What became of an episode. */
export type Outcome = 'created' | 'updated' | 'unchanged';
const OUTCOMES: Record<string, Outcome> = { c: 'created', u: 'updated', n: 'unchanged' };
/** One letter per state, in the order of the input. */
const OutcomesRow = z.object({ outcomes: z.string() });
const LockedRow = z.object({ id: rowId, isFolded: z.boolean(), isMixed: z.boolean() });

/** Columns of an EpisodeState as it travels: one JSON parameter costs the client least. */
const INPUT_COLUMNS = `"alertRuleId" bigint, fingerprint text, "startsAt" timestamptz(3), "sourceId" bigint,
  "endsAt" timestamptz(3), "endReason" text, "expectedEndAt" timestamptz(3), "acknowledgedAt" timestamptz(3),
  "acknowledgedBy" text, "notifiedAt" timestamptz(3), "suppressedAt" timestamptz(3), "suppressedBy" jsonb,
  "receivedAt" timestamptz(3), "describedAt" timestamptz(3), severity text, "serviceId" bigint, labels jsonb,
  annotations jsonb, "generatorUrl" text`;

/**
 * Joins states with the rows there are (merge-transitions.ts says how and why), writes what differs, adds the
 * differences to the rollups, and says what it did. $1 states as a JSON array with one entry per key, $2 and $3 the first and
 * last start in it, so that only their partitions are planned for. The rules must be locked.
 */
const UPSERT = `
  with i as materialized (
    select * from rows from (jsonb_to_recordset($1::jsonb) as (${INPUT_COLUMNS})) with ordinality
  ),
  ends as (
    select i.*, e.alert_rule_id is null as is_new,
      e.suppressed_by as old_suppressed_by,
      e.source_id as old_source_id, e.ends_at as old_ends_at, e.end_reason as old_end_reason,
      e.expected_end_at as old_expected_end_at, e.acknowledged_at as old_acknowledged_at,
      e.acknowledged_by as old_acknowledged_by, e.notified_at as old_notified_at,
      e.suppressed_at as old_suppressed_at, e.received_at as old_received_at, e.described_at as old_described_at,
      e.severity as old_severity, e.service_id as old_service_id, e.labels as old_labels,
      e.annotations as old_annotations, e.generator_url as old_generator_url,
      greatest(case when i."endReason" <> 'expired' then i."endsAt" end,
        case when e.end_reason <> 'expired' then e.ends_at end) as real_end,
      greatest(i."expectedEndAt", e.expected_end_at) as expected_end_at,
      e.described_at is null or i."describedAt" > e.described_at as is_newer
    from i left join episodes e on e.alert_rule_id = i."alertRuleId" and e.fingerprint = i.fingerprint
      and e.starts_at = i."startsAt" and e.starts_at >= $2::timestamptz and e.starts_at <= $3::timestamptz
  ),
  merged as (
    select "alertRuleId" as alert_rule_id, fingerprint, "startsAt" as starts_at, ordinality, is_new, is_newer,
      case when real_end is not null then real_end
        when ("endReason" = 'expired' and "endsAt" = expected_end_at)
          or (old_end_reason = 'expired' and old_ends_at = expected_end_at) then expected_end_at end as ends_at,
      case when real_end is not null then
          case when ("endReason" = 'resolved' and "endsAt" = real_end)
            or (old_end_reason = 'resolved' and old_ends_at = real_end) then 'resolved' else 'closed' end
        when ("endReason" = 'expired' and "endsAt" = expected_end_at)
          or (old_end_reason = 'expired' and old_ends_at = expected_end_at) then 'expired' end as end_reason,
      expected_end_at,
      least("acknowledgedAt", old_acknowledged_at) as acknowledged_at,
      case when "acknowledgedAt" = old_acknowledged_at
          then least("acknowledgedBy" collate "C", old_acknowledged_by collate "C")
        when "acknowledgedAt" < coalesce(old_acknowledged_at, 'infinity') then "acknowledgedBy"
        else old_acknowledged_by end as acknowledged_by,
      least("notifiedAt", old_notified_at) as notified_at,
      least("suppressedAt", old_suppressed_at) as suppressed_at,
      case when "suppressedAt" < coalesce(old_suppressed_at, 'infinity') then "suppressedBy"
        else old_suppressed_by end as suppressed_by,
      least("receivedAt", old_received_at) as received_at,
      greatest("describedAt", old_described_at) as described_at,
      case when is_newer then "sourceId" else old_source_id end as source_id,
      case when is_newer then severity else old_severity end as severity,
      case when is_newer then "serviceId" else old_service_id end as service_id,
      case when is_newer then labels else old_labels end as labels,
      case when is_newer then annotations else old_annotations end as annotations,
      case when is_newer then "generatorUrl" else old_generator_url end as generator_url,
      old_ends_at, old_end_reason, old_expected_end_at, old_acknowledged_at, old_acknowledged_by, old_notified_at,
      old_suppressed_at, old_suppressed_by, old_received_at, old_severity, old_service_id, old_labels,
      old_annotations, old_generator_url, old_described_at
    from ends
  ),
  judged as materialized (
    select *, is_new or (ends_at, end_reason, expected_end_at, acknowledged_at, acknowledged_by, notified_at,
        suppressed_at, suppressed_by, received_at, severity, service_id, labels, annotations, generator_url)
      is distinct from (old_ends_at, old_end_reason, old_expected_end_at, old_acknowledged_at, old_acknowledged_by,
        old_notified_at, old_suppressed_at, old_suppressed_by, old_received_at, old_severity, old_service_id,
        old_labels, old_annotations, old_generator_url) as is_changed,
      extract(epoch from ends_at - starts_at)::double precision as seconds,
      extract(epoch from old_ends_at - starts_at)::double precision as old_seconds
    from merged
  ),
  written as (
    insert into episodes (alert_rule_id, fingerprint, starts_at, source_id, service_id, severity, ends_at, end_reason,
      expected_end_at, acknowledged_at, acknowledged_by, notified_at, suppressed_at, suppressed_by, labels,
      annotations, generator_url, received_at, described_at, updated_at)
    select alert_rule_id, fingerprint, starts_at, source_id, service_id, severity, ends_at, end_reason,
      expected_end_at, acknowledged_at, acknowledged_by, notified_at, suppressed_at, suppressed_by, labels,
      annotations, generator_url, received_at, described_at, now()
    from judged where is_changed or described_at is distinct from old_described_at
    order by alert_rule_id, fingerprint, starts_at
    on conflict (alert_rule_id, fingerprint, starts_at) do update set
      source_id = excluded.source_id, service_id = excluded.service_id, severity = excluded.severity,
      ends_at = excluded.ends_at, end_reason = excluded.end_reason, expected_end_at = excluded.expected_end_at,
      acknowledged_at = excluded.acknowledged_at, acknowledged_by = excluded.acknowledged_by,
      notified_at = excluded.notified_at, suppressed_at = excluded.suppressed_at,
      suppressed_by = excluded.suppressed_by, labels = excluded.labels, annotations = excluded.annotations,
      generator_url = excluded.generator_url, received_at = excluded.received_at,
      described_at = excluded.described_at, updated_at = excluded.updated_at
    returning 1
  ),
  d as materialized (
    select alert_rule_id, starts_at, is_new::integer as fired,
      (notified_at is not null)::integer - (old_notified_at is not null)::integer as pages,
      (ends_at is not null)::integer - (old_ends_at is not null)::integer as ended,
      (acknowledged_at is not null)::integer - (old_acknowledged_at is not null)::integer as acknowledged,
      (ends_at is not null and acknowledged_at is null)::integer
        - (old_ends_at is not null and old_acknowledged_at is null)::integer as self_resolved,
      coalesce((seconds <= ${FLEETING_SECONDS})::integer, 0)
        - coalesce((old_seconds <= ${FLEETING_SECONDS})::integer, 0) as fleeting,
      coalesce(seconds, 0) - coalesce(old_seconds, 0) as duration_seconds,
      episode_duration_bucket(old_seconds) as bucket_before, episode_duration_bucket(seconds) as bucket_after
    from judged where is_changed
  ),
  ${addDifferencesToRollups}
  select string_agg(case when is_new then 'c' when is_changed then 'u' else 'n' end, '' order by ordinality) as outcomes
  from judged`;

/** States with the parameters of the statement that writes them. */
export interface PreparedStates {
  states: readonly EpisodeState[];
  parameters: [json: string, first: string, last: string];
}

/** `states` has at least one entry and at most one per key. */
export function prepareStates(states: readonly EpisodeState[]): PreparedStates {
  let first = states[0]!.startsAt;
  let last = first;
  for (const { startsAt } of states) {
    if (startsAt < first) first = startsAt;
    if (startsAt > last) last = startsAt;
  }
  return { states, parameters: [JSON.stringify(states.map(withoutNulls)), first, last] };
}

/** Episodes, written in sets. */
@Injectable()
export class EpisodeRepository {
  /**
   * Takes the rules' row locks in key order until the end of the transaction: whoever changes episodes of a rule or
   * its rollups goes through here, so the statement after it sees everything and cannot deadlock with another.
   * Returns those that exist; `isFolded`: it has events without a start; `isMixed`: and episodes of
   * transitions as well (EpisodeFoldService).
   */
  async lockRules(db: Queryable, ruleIds: readonly string[]): Promise<z.output<typeof LockedRow>[]> {
    return select(
      db,
      LockedRow,
      `select id, is_folded as "isFolded", is_mixed as "isMixed" from alert_rules where id = any($1::bigint[]) order by id for no key update`,
      [ruleIds],
    );
  }

  /** Makes the partitions of the given first days of months (`2026-11-01`). */
  async ensurePartitions(db: Queryable, months: readonly string[]): Promise<void> {
    await db.query(
      `select ensure_month_partitions('episodes', month, month) from unnest($1::date[]) as t (month) order by month`,
      [months],
    );
  }

  /** What became of each of the states. Their rules are locked. */
  async upsert(db: Queryable, { parameters }: PreparedStates): Promise<Outcome[]> {
    const [row] = await selectPrepared(db, OutcomesRow, 'upsert-episodes', UPSERT, parameters);
    return [...row!.outcomes].map((letter) => OUTCOMES[letter]!);
  }

  /** Open episodes that should have ended before the given instant, as states that say nothing new yet. */
  async findOverdue(db: Queryable, before: Date, limit: number): Promise<EpisodeState[]> {
    const rows = await select(
      db,
      OverdueRow,
      `select alert_rule_id as "alertRuleId", fingerprint, starts_at as "startsAt", source_id as "sourceId",
         expected_end_at as "expectedEndAt", received_at as "receivedAt", described_at as "describedAt",
         severity, service_id as "serviceId", labels, annotations, generator_url as "generatorUrl"
       from episodes where ends_at is null and expected_end_at < $1 order by expected_end_at limit $2`,
      [before, limit],
    );
    return rows.map((row) => ({ ...row, ...SAYS_NOTHING }));
  }
}

/** What is not there is null to the database as well, and a third of the text is saved. */
function withoutNulls(state: EpisodeState): Record<string, unknown> {
  return {
    alertRuleId: state.alertRuleId,
    fingerprint: state.fingerprint,
    startsAt: state.startsAt,
    sourceId: state.sourceId,
    endsAt: state.endsAt ?? undefined,
    endReason: state.endReason ?? undefined,
    expectedEndAt: state.expectedEndAt ?? undefined,
    acknowledgedAt: state.acknowledgedAt ?? undefined,
    acknowledgedBy: state.acknowledgedBy ?? undefined,
    notifiedAt: state.notifiedAt ?? undefined,
    suppressedAt: state.suppressedAt ?? undefined,
    suppressedBy: state.suppressedBy ?? undefined,
    receivedAt: state.receivedAt,
    describedAt: state.describedAt,
    severity: state.severity ?? undefined,
    serviceId: state.serviceId ?? undefined,
    labels: state.labels,
    annotations: state.annotations,
    generatorUrl: state.generatorUrl ?? undefined,
  };
}

const OverdueRow = z.object({
  alertRuleId: rowId,
  fingerprint: z.string(),
  startsAt: rowInstant,
  sourceId: rowId,
  expectedEndAt: rowInstant,
  receivedAt: rowInstant,
  describedAt: rowInstant,
  severity: z.string().nullable(),
  serviceId: rowId.nullable(),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
  generatorUrl: z.string().nullable(),
});

const SAYS_NOTHING = {
  endsAt: null,
  endReason: null,
  acknowledgedAt: null,
  acknowledgedBy: null,
  notifiedAt: null,
  suppressedAt: null,
  suppressedBy: null,
} as const;
