import type { EpisodeKey } from '@tenken/shared/episode-id';
import type { EpisodesQuery } from '@tenken/shared/episodes.contract';
import { TOGETHER_SECONDS } from '@tenken/shared/rule-evidence.contract';
import { bandSql, defaultClock } from '../../clock/team-clock.js';
import { HIDDEN_BY } from '../silences/silence.read-model.js';

/** The filters of a query, its range as instants and its ids as keys. */
export type EpisodeFilterValues = Omit<EpisodesQuery, 'from' | 'to' | 'ids' | 'limit' | 'cursor'> & {
  from: Date | null;
  to: Date | null;
  keys: EpisodeKey[] | undefined;
  /** when an episode that is still open must have begun to be stale */
  staleBefore: Date;
};

/** METRICS.md section 6: an episode that lasted this long is stale. */
export const STALE_SECONDS = 86_400;

/** As `EPISODES_FROM`, without the verdicts: looking for those of each episode is most of what a count costs. */
export const EPISODES_WITHOUT_VERDICTS = `from episodes e
  join alert_rules r on r.id = e.alert_rule_id
  join sources source on source.id = e.source_id
  left join services s on s.id = coalesce(e.service_id, r.service_id)
  left join services rule_service on rule_service.id = r.service_id
  left join services rule_parent on rule_parent.id = rule_service.parent_id
  left join teams t on t.id = coalesce(rule_service.team_id, rule_parent.team_id)`;

/**
 * Episodes (e) with rule (r), source, service (s), team (t), and the verdict that counts: its own (`own`), else the
 * newest current one on its rule whose window holds the start (`on_rule`). The service of an episode is the one that
 * its message named, else its rule's.
 */
export const EPISODES_FROM = `${EPISODES_WITHOUT_VERDICTS}
  left join lateral (
    select v.verdict from verdicts v
    where v.is_current and v.verdict is not null and v.alert_rule_id = e.alert_rule_id
      and v.fingerprint = e.fingerprint and v.starts_at = e.starts_at
  ) own on true
  left join lateral (
    select v.verdict from verdicts v
    where v.is_current and v.verdict is not null and v.alert_rule_id = e.alert_rule_id and v.fingerprint is null
      and v.window_from <= e.starts_at and v.window_to > e.starts_at
    order by v.decided_at desc, v.id desc
    limit 1
  ) on_rule on own.verdict is null`;

const TEAM_CLOCK = {
  calendar: `coalesce(t.calendar, $23)`,
  workingDays: `coalesce(t.working_days::int[], $24::int[])`,
  workingFrom: `coalesce(t.working_from, $25::time)`,
  workingTo: `coalesce(t.working_to, $26::time)`,
  sleepFrom: `coalesce(t.sleep_from, $27::time)`,
  sleepTo: `coalesce(t.sleep_to, $28::time)`,
};

const OF_VERDICT = `($8::text[] is null or coalesce(own.verdict, on_rule.verdict, 'none') = any ($8)
    or ('any' = any ($8) and coalesce(own.verdict, on_rule.verdict) is not null))`;

/** Conditions on `EPISODES_FROM`; an absent filter is null. Parameters $1–$36 of `episodeFilterParameters`. */
export const EPISODES_WHERE = `($1::timestamptz is null or e.starts_at >= $1)
  and ($2::timestamptz is null or e.starts_at < $2)
  and ($3::bigint[] is null or e.alert_rule_id = any ($3))
  and ($4::text[] is null or s.id::text = any ($4) or s.key = any ($4) or s.name = any ($4))
  and ($5::text[] is null or t.id::text = any ($5) or t.key = any ($5) or t.name = any ($5))
  and ($6::text[] is null or source.id::text = any ($6) or source.key = any ($6))
  and ($7::text[] is null or coalesce(e.severity, r.severity) = any ($7))
  and ${OF_VERDICT}
  and ($9::boolean is null or (e.ends_at is null) = $9)
  and ($10::boolean is null or (e.notified_at is not null) = $10)
  and ($11::boolean is null or (e.suppressed_at is not null) = $11)
  and ($12::boolean is null or (e.acknowledged_at is not null) = $12)
  and ($13::boolean is null or (e.ends_at is not null and e.acknowledged_at is null) = $13)
  and ($14::boolean is null or (e.ends_at is not null and e.duration_seconds <= 300) = $14)
  and ($15::text is null or $15 = ${bandSql('(e.starts_at at time zone coalesce(t.time_zone, $22))', TEAM_CLOCK)})
  and ($16::int is null or extract(isodow from e.starts_at at time zone $22) = $16)
  and ($17::int is null or extract(hour from e.starts_at at time zone $22) = $17)
  and ($18::double precision is null or e.duration_seconds >= $18)
  and ($19::double precision is null or e.duration_seconds < $19)
  and ($20::bigint[] is null or exists (
    select from episode_incident_links l
    where l.alert_rule_id = e.alert_rule_id and l.fingerprint = e.fingerprint and l.starts_at = e.starts_at
      and l.incident_id = any ($20) and l.status <> 'rejected'))
  and ($21::jsonb is null or (e.alert_rule_id, e.fingerprint, e.starts_at) in (
    select id.rule, id.fingerprint, id.starts
    from jsonb_to_recordset($21) as id (rule bigint, fingerprint text, starts timestamptz)))
  and ($29::boolean is null or exists (
    select from (
      select near.starts_at, lead(near.starts_at, 2) over (order by near.starts_at) as third
      from episodes near
      where near.alert_rule_id = e.alert_rule_id and near.fingerprint = e.fingerprint
        and near.starts_at >= e.starts_at - interval '1 hour' and near.starts_at <= e.starts_at + interval '1 hour'
    ) burst
    where burst.third <= burst.starts_at + interval '1 hour' and burst.starts_at <= e.starts_at
      and burst.third >= e.starts_at) = $29)
  and ($30::boolean is null or $30 = case when e.ends_at is null then e.starts_at <= $31
    else e.duration_seconds >= ${STALE_SECONDS} end)
  and ($32::double precision is null or e.acknowledged_at >= e.starts_at + $32 * interval '1 second'
    or $32 = 0 and e.acknowledged_at is not null)
  and ($33::double precision is null or e.acknowledged_at < e.starts_at + $33 * interval '1 second')
  and ($34::bigint[] is null or exists (
    select from episodes near
    where near.alert_rule_id = any ($34) and near.starts_at >= e.starts_at - interval '${TOGETHER_SECONDS} seconds'
      and near.starts_at <= e.starts_at + interval '${TOGETHER_SECONDS} seconds'))
  and ($35::bigint[] is null or exists (
    select from silences hide where hide.id = any ($35) and ${HIDDEN_BY}))
  and ($36::text[] is null or coalesce(r.service_id::text, 'none') = any ($36))`;

/** The same conditions on `EPISODES_WITHOUT_VERDICTS`, for a filter that names no verdict. */
export const WHERE_WITHOUT_VERDICTS = EPISODES_WHERE.replace(OF_VERDICT, '$8::text[] is null');

/** The parameters of `EPISODES_WHERE`. The clock at the end is for rules of no team. */
export function episodeFilterParameters(filter: EpisodeFilterValues): unknown[] {
  const clock = defaultClock(filter.timeZone);
  const keys = filter.keys?.map((key) => ({
    rule: key.alertRuleId,
    fingerprint: key.fingerprint,
    starts: key.startsAt,
  }));
  return [
    filter.from,
    filter.to,
    filter.rule ?? null,
    filter.service ?? null,
    filter.team ?? null,
    filter.source ?? null,
    filter.severity ?? null,
    filter.verdict ?? null,
    filter.open ?? null,
    filter.notified ?? null,
    filter.suppressed ?? null,
    filter.acknowledged ?? null,
    filter.selfResolved ?? null,
    filter.fleeting ?? null,
    filter.hours ?? null,
    filter.weekday ?? null,
    filter.hour ?? null,
    filter.minSeconds ?? null,
    filter.maxSeconds ?? null,
    filter.incident ?? null,
    keys === undefined ? null : JSON.stringify(keys),
    filter.timeZone,
    clock.calendar,
    clock.workingDays,
    clock.workingFrom,
    clock.workingTo,
    clock.sleepFrom,
    clock.sleepTo,
    filter.chattering ?? null,
    filter.stale ?? null,
    filter.staleBefore,
    filter.minAckSeconds ?? null,
    filter.maxAckSeconds ?? null,
    filter.with ?? null,
    filter.hiddenBy ?? null,
    filter.ruleService ?? null,
  ];
}
